"""QR codes read from a camera's picture, for browsers that cannot read them by themselves (no BarcodeDetector)."""

# As many pixels as a square needs to be read an arm's length away, and no more than a telephone sends twice a second.
MOST_PIXELS = 640 * 640


def read_square(grey: bytes, width: int) -> str:
    """What a QR code in the picture says, "" when there is none, or no picture.

    grey: one byte a pixel, row after row, as a canvas gives them, so that no file of a stranger is parsed; width: of a
    row, in pixels.
    """
    if width < 1 or not grey or len(grey) % width or len(grey) > MOST_PIXELS:
        return ""
    import zxingcpp  # noqa: PLC0415 - heavy

    picture = memoryview(grey).cast("B", shape=(len(grey) // width, width))
    kinds = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(picture, formats=kinds)
    return found[0].text if found else ""
