"""Text typed in a pre-Unicode Vietnamese font (VNI, TCVN3, BK HCM), which looks right only in that font.

Such text is made of Latin-1 characters alone: one letter that only Unicode has (ă, đ, ơ, ư, ế …) clears it.
Detection is by letter pairs no Vietnamese syllable has; it runs on the raw text, before `nfc`.
"""

import re
import unicodedata

# Letters that Vietnamese has and Latin-1 has not.
_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
_OLD = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý"
_FOREIGN = "ÄÅÆÇËÎÏÑÖØÛÜÞäåæçëîïñöøûüþÿŒœŠšŸƒ"
_PATTERNS = (
    # VNI and BK HCM: a vowel and its marks as two letters ("Nguyeãn", "Phaïm", "HÖÅI").
    rf"[aeAE][{_OLD}]",
    r"[oO][âÂùÙúÚýÝ]|[uU][ùÙúÚõÕ]|[yY][ùÙúÚ]",
    r"[aeiouyAEIOUY][ÄÅËÏÖØÛÜäåëïöøûüÿ]",
    rf"[{_FOREIGN}][{_FOREIGN}{_OLD}]|[{_OLD}][{_FOREIGN}]",
    r"(?<![^\W\d_])[ñÑ][aeiouyöôAEIOUYÖÔ]",
    # TCVN3: capitals with accents inside small letters ("NguyÔn"), signs inside words ("Hoµng", "§øc").
    r"[a-zà-ÿ][À-ÖØ-Þ]",
    r"[^\W\d_][µ¶·¸¹¨¾¼½ª«¬\u00ad®©»][^\W\d_]",
    r"[^\W\d_][¶¸¹¨¾ª¬](?![^\W\d_])",
    r"[^\W\d_][µ·](?=\s|$)",
    r"(?<![^\W_])[§®¨«¬][a-zà-ÿ]",
)
_TELLTALE = re.compile("|".join(_PATTERNS))


def is_legacy_font(text: str) -> bool:
    """Whether the text can only be read in an old font ("Nguyeãn Vaên Ñöùc", "NguyÔn V¨n §øc").

    A few words that are spelt alike in both worlds ("Hoà" is Hồ in VNI) cannot be told apart and pass.
    """
    if text.isascii():
        return False
    composed = unicodedata.normalize("NFC", text)
    if _UNICODE_ONLY.search(composed):
        return False
    return _TELLTALE.search(composed) is not None
