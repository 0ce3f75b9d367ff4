"""Pages that stand on a telephone's own screen as an application (W3C Web Application Manifest)."""

from flask import Response, jsonify, url_for

_ICONS = (("scoring/icon-192.png", "192x192"), ("scoring/icon-512.png", "512x512"))


def manifest(name: str, short_name: str, start: str) -> Response:
    """The application's name, icons and address; what is below the address belongs to it."""
    icons = [
        {"src": url_for("static", filename=path), "sizes": size, "type": "image/png", "purpose": "any maskable"}
        for path, size in _ICONS
    ]
    answer = jsonify(
        name=name,
        short_name=short_name,
        lang="vi",
        start_url=start,
        scope=start,
        display="standalone",
        background_color="#ffffff",
        theme_color="#9b1c22",
        icons=icons,
    )
    answer.mimetype = "application/manifest+json"
    return answer
