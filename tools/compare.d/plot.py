"""Quality against speed as a plain SVG file: a panel a collection, a point a tool, speed on a logarithmic scale."""

import math
from dataclasses import dataclass
from html import escape

from figures import YARDSTICK

PANEL_WIDTH, PANEL_HEIGHT = 420, 320  # of one panel, with its margins
LEFT, RIGHT, TOP, BOTTOM = 52, 22, 34, 44  # those margins
COLUMNS = 2
LETTER_WIDTH, LETTER_HEIGHT = 6.1, 12.0  # what a label's letters take, about
LOWEST = 0.4  # a figure below this stands on the lower edge, so that the others do not lie on each other
INK, PALE, LEADER, ACCENT, POINT = "#222222", "#dddddd", "#888888", "#c0392b", "#2c6fa6"


@dataclass(frozen=True)
class Point:
    name: str
    speed: float  # MB/s
    quality: float  # 0 to 1


@dataclass(frozen=True)
class Panel:
    title: str
    quality: str  # what the vertical axis shows
    points: list[Point]


@dataclass(frozen=True)
class Box:
    """A place that is taken: by a point or by a label."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Box") -> float:
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(across, 0.0) * max(down, 0.0)


def svg(panels: list[Panel]) -> str:
    """The file's text."""
    columns = min(COLUMNS, len(panels))
    width, height = columns * PANEL_WIDTH, math.ceil(len(panels) / columns) * PANEL_HEIGHT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="Helvetica, Arial, sans-serif" font-size="11">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
    ]
    for number, panel in enumerate(panels):
        x, y = number % columns * PANEL_WIDTH, number // columns * PANEL_HEIGHT
        parts += [f'<g transform="translate({x},{y})">', *_panel(panel), "</g>"]
    return "\n".join([*parts, "</svg>", ""])


def _panel(panel: Panel) -> list[str]:
    low = min(LOWEST if point.quality < LOWEST else point.quality for point in panel.points)
    bottom = math.floor(low * 10 - 0.2) / 10
    first = math.floor(math.log10(min(point.speed for point in panel.points)))
    last = max(math.ceil(math.log10(max(point.speed for point in panel.points))), first + 1)

    def across(speed: float) -> float:
        return LEFT + (math.log10(speed) - first) / (last - first) * (PANEL_WIDTH - LEFT - RIGHT)

    def down(quality: float) -> float:
        return TOP + (1 - quality) / (1 - bottom) * (PANEL_HEIGHT - TOP - BOTTOM)

    parts = [_text(LEFT, 20, panel.title, ' font-weight="bold" font-size="13"')]
    for tenth in range(round(bottom * 10), 11):
        y = down(tenth / 10)
        parts.append(_line(LEFT, y, PANEL_WIDTH - RIGHT, y))
        parts.append(_text(LEFT - 6, y + 4, f"{tenth / 10:.1f}", ' text-anchor="end"'))
    for decade in range(first, last + 1):
        x = across(10.0**decade)
        parts.append(_line(x, TOP, x, PANEL_HEIGHT - BOTTOM))
        parts.append(_text(x, PANEL_HEIGHT - BOTTOM + 15, f"{10.0 ** decade:g}", ' text-anchor="middle"'))
    parts.append(_text((LEFT + PANEL_WIDTH - RIGHT) / 2, PANEL_HEIGHT - 10, "MB/s, one core", ' text-anchor="middle"'))
    middle = (TOP + PANEL_HEIGHT - BOTTOM) / 2
    parts.append(_text(14, middle, panel.quality, f' text-anchor="middle" transform="rotate(-90 14 {middle:.0f})"'))
    places = {point: (across(point.speed), down(max(point.quality, bottom))) for point in panel.points}
    return parts + _points(places, bottom)


def _points(places: dict[Point, tuple[float, float]], bottom: float) -> list[str]:
    """The dots, and their labels where they cover least."""
    parts = []
    taken = [Box(x - 5, y - 5, x + 5, y + 5) for x, y in places.values()]
    for point, (x, y) in sorted(places.items(), key=lambda place: -place[0].quality):
        is_mine = point.name == YARDSTICK
        label = point.name if point.quality >= bottom else f"{point.name} ({point.quality:.2f})"
        box = min(_around(x, y, len(label) * LETTER_WIDTH), key=lambda box: _cost(box, taken, x, y))
        taken.append(box)
        colour = ACCENT if is_mine else POINT
        near_x, near_y = min(max(x, box.left), box.right), min(max(y, box.top + 2), box.bottom - 2)
        if math.hypot(near_x - x, near_y - y) > 8:
            parts.append(_line(x, y, near_x, near_y, LEADER))  # the label stands off, where another dot may be nearer
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{5 if is_mine else 4}" fill="{colour}"/>')
        weight = ' font-weight="bold"' if is_mine else ""
        # Anchored at the side of its dot, since letters are not exactly as wide as they are taken to be.
        at, anchor = (box.right, "end") if box.right < x else (box.left, "start")
        parts.append(_text(at, box.bottom - 3, label, f' text-anchor="{anchor}" fill="{colour if is_mine else INK}"{weight}'))
    return parts


def _around(x: float, y: float, width: float) -> list[Box]:
    """Where a label may stand: beside its point, above and below it, the nearest first."""
    boxes = []
    for away in (0, 12, 24):
        for left in (x + 7, x - 7 - width, x - width / 2, x - width / 4, x - width * 3 / 4):
            for shift in (-away, away):
                is_beside = left >= x or left + width <= x
                middle = y + shift if is_beside else y + (-14 - away if shift <= 0 else 14 + away)
                boxes.append(Box(left, middle - LETTER_HEIGHT / 2, left + width, middle + LETTER_HEIGHT / 2))
    return boxes


def _cost(box: Box, taken: list[Box], x: float, y: float) -> float:
    """What it covers, what of it is outside, and a little for being far away."""
    inside = Box(LEFT + 1, TOP - 4, PANEL_WIDTH - 2, PANEL_HEIGHT - BOTTOM)
    area = (box.right - box.left) * (box.bottom - box.top)
    distance = max(box.left - x, x - box.right, 0) + abs((box.top + box.bottom) / 2 - y)
    return sum(box.overlap(other) for other in taken) + 3 * (area - box.overlap(inside)) + 0.3 * distance


def _line(x1: float, y1: float, x2: float, y2: float, colour: str = PALE) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def _text(x: float, y: float, text: str, attributes: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}"{attributes}>{escape(text)}</text>'
