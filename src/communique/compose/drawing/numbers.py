"""Numbers on a chart: round steps for an axis, and numbers as readers of a language write them."""

from __future__ import annotations

import math

_SAME = 1e-9  # numbers that differ by less cannot be told apart on an axis
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def axis(low: float, high: float, most: int = 6) -> tuple[float, ...]:
    """Round numbers from at or below `low` to at or above `high`, evenly apart, at most `most` of them where it can be."""
    if high - low <= _SAME * max(1.0, abs(low), abs(high)):
        margin = max(1.0, abs(low) * _SAME * 10)
        low, high = (low - margin, high + margin) if abs(low) > _SAME else (0.0, 1.0)
    rough = (high - low) / (most - 1)
    size = 10 ** math.floor(math.log10(rough))
    step = next(each * size for each in _STEPS if each * size >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(count * step, 12) for count in range(first, last + 1))


def shown_number(value: float, language: str) -> str:
    """A number with the marks of the language, at most six digits behind the point."""
    from babel import UnknownLocaleError
    from babel.numbers import format_decimal

    try:
        return str(format_decimal(value, format="#,##0.######", locale=language.replace("-", "_"))).replace(
            "-", "−"
        )
    except (UnknownLocaleError, ValueError):
        return f"{value:.6f}".rstrip("0").rstrip(".")
