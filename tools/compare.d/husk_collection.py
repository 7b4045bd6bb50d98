"""The held-out half of the husk benchmark (bench/husk) as a collection: its pages as HTML, scored by leak and loss.

The other half is what dehusk's rules were tuned on, which would not be fair to the rivals. tools/husk tells more.
"""

import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "husk.d"))

from corpora import Collection, Figures, Texts  # noqa: E402
from forms import ENDINGS, HTML_FORMS, render  # noqa: E402  # the benchmark's own
from husk_figures import fates, figures, share  # noqa: E402
from page_file import Page, read_page  # noqa: E402

PAGES = Path(__file__).resolve().parents[2] / "bench/husk/pages/held-out"
KINDS = ("nav", "donation", "caption")  # what dehusk is there for first


def husk_benchmark(folder: Path, pages: int | None = None) -> Collection:
    """Writes both HTML forms of all pages, or of so many of them, to the folder."""
    sources = sorted(PAGES.glob("*.page"))
    random.Random(1).shuffle(sources)
    made: dict[Path, tuple[Page, str]] = {}
    for page in map(read_page, sources[:pages]):
        for form in HTML_FORMS:
            path = folder / f"{page.name}.{form}.{ENDINGS[form]}"
            path.write_text(render(page, form).text, encoding="utf-8")
            made[path] = (page, form)

    def score(texts: Texts) -> Figures:
        all_fates = []
        for path, text in texts:
            page, form = made[path]
            all_fates += fates(page, form, render(page, form), text)
        sums = figures(all_fates)
        leak, loss = share(sums.leak, "all"), share(sums.loss, "all")
        right = None if leak is None or loss is None else 1 - (leak + loss) / 2
        return {"husk_right": right, "leak": leak, "loss": loss, **{f"leak_{kind}": share(sums.leak, kind) for kind in KINDS}}

    return Collection(
        "husk benchmark, held out",
        list(made),
        score=score,
        main="husk_right",
        group_of=lambda path, by: made[path][0].head["kind" if by == "type" else "lang"],
    )
