"""How fast the tools were, and the table of it. A ratio is taken over the pages that both tools got through."""

from dataclasses import asdict, dataclass

from measure import Run

YARDSTICK = "dehusk"


@dataclass
class Speed:
    """One tool's row. Times are processor time of the extraction alone, start-up apart."""

    name: str
    version: str
    pages: int
    bytes: int
    seconds: float
    mb_per_second: float
    pages_per_second: float
    ms_mean: float
    ms_median: float
    ms_p99: float
    times_dehusk: float | None  # how many times dehusk's time on the same pages; None: dehusk was not measured
    start_up_seconds: float
    peak_mb: float
    failed: int  # pages with an error
    empty: int  # pages without text
    ended: str  # why it did not get through all pages, or was not measured

    def as_json(self) -> dict[str, object]:
        """Its fields under their names."""
        return asdict(self)


def figures(runs: list[Run], sizes: list[int]) -> list[Speed]:
    """One row a run, the fastest first; those without a figure last."""
    yardstick = next((run for run in runs if run.name == YARDSTICK), None)
    rows = [_row(run, sizes, yardstick) for run in runs]
    return sorted(rows, key=lambda row: -row.mb_per_second)


def _row(run: Run, sizes: list[int], yardstick: Run | None) -> Speed:
    times = [answer.seconds for answer in run.answers]
    pages, seconds, size = len(times), sum(times), sum(sizes[: len(times)])
    by_length = sorted(times) or [0.0]
    ratio = None
    if yardstick is not None and min(pages, len(yardstick.answers)) > 0:
        both = min(pages, len(yardstick.answers))
        ratio = sum(times[:both]) / max(sum(answer.seconds for answer in yardstick.answers[:both]), 1e-9)
    return Speed(
        name=run.name,
        version=run.version,
        pages=pages,
        bytes=size,
        seconds=seconds,
        mb_per_second=size / 1e6 / seconds if seconds else 0.0,
        pages_per_second=pages / seconds if seconds else 0.0,
        ms_mean=seconds / pages * 1e3 if pages else 0.0,
        ms_median=by_length[len(by_length) // 2] * 1e3,
        ms_p99=by_length[min(len(by_length) - 1, len(by_length) * 99 // 100)] * 1e3,
        times_dehusk=ratio,
        start_up_seconds=run.start_up,
        peak_mb=run.peak_bytes / 1e6,
        failed=sum(1 for answer in run.answers if answer.error),
        empty=sum(1 for answer in run.answers if not answer.error and not answer.text.strip()),
        ended=run.ended,
    )


HEAD = ["tool", "MB/s", "pages/s", "x dehusk", "ms mean", "ms p99", "pages", "failed", "start-up s", "peak MB"]


def table(rows: list[Speed], pages: int) -> str:
    """The rows for a terminal."""
    cells = [HEAD] + [_cells(row) for row in rows if row.pages]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    lines = []
    for line in cells:
        first, *rest = (cell.rjust(width) if i else cell.ljust(width) for i, (cell, width) in enumerate(zip(line, widths)))
        lines.append("  ".join([first, *rest]))
    return "\n".join(lines + notes(rows, pages))


def notes(rows: list[Speed], pages: int) -> list[str]:
    """Of the tools that did not get through all pages: why."""
    lines = []
    for row in rows:
        if row.pages and row.ended:
            lines.append(f"{row.name}: {row.ended}, with {row.pages} of {pages} pages done; its figures are over these")
        elif row.ended:
            lines.append(f"{row.name}: {row.ended}")
    return lines


def short(number: float | None) -> str:
    """Three digits that count, without an exponent."""
    if number is None:
        return "-"
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"


def _cells(row: Speed) -> list[str]:
    return [
        row.version or row.name,
        short(row.mb_per_second),
        short(row.pages_per_second),
        short(row.times_dehusk),
        short(row.ms_mean),
        short(row.ms_p99),
        str(row.pages),
        str(row.failed),
        f"{row.start_up_seconds:.2f}",
        f"{row.peak_mb:.0f}",
    ]
