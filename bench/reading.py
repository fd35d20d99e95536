"""How long reading and repairing a raw dump takes, and that it grows linearly with its size.

Run ``python bench/reading.py``. The dumps are made up here: damaged entries of the two layouts, and one entry whose body
is a single line of the given size.
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path

from sphinxcontrib_aiglossary.pipeline import read_entries

MEGABYTES = (1, 2, 4, 8)
CHROME = "← Back to the hall\n\nA Glossary\n\n1 technical terms and definitions\n\nA B C All\nShowing page 1 of 1\n"
SUBJECTS = ("wafer", "reticle", "tensor", "kernel", "router", "gradient", "photoresist", "scheduler")
ACTS = ("aligns", "cools", "shards", "samples", "etches", "quantizes", "buffers", "inspects")


def flattened_body(term: str, rng: random.Random) -> str:
    """Return one line of flattened, damaged Markdown about a made-up term, about as long and dense as real ones."""
    first, second = rng.sample(SUBJECTS, 2)
    act = rng.choice(ACTS)
    prose = " ".join(
        f"When the {rng.choice(SUBJECTS)} {rng.choice(ACTS)} a {rng.choice(SUBJECTS)}, the {first} has to wait until the "
        f"{rng.choice(SUBJECTS)} is done, which took {rng.randint(2, 99)} ms on the machine of this benchmark."
        for _ in range(8)
    )
    points = " ".join(
        f"- **{name} Stage**: The {rng.choice(SUBJECTS)} {rng.choice(ACTS)} the {second} for as long as the {first} allows it."
        for name in ("First", "Second", "Third", "Last")
    )
    return (
        f"**{term}** is **a way in which the {first} {act} the {second}** - it was invented for this benchmark. "
        f"{prose} **How {term} Works** {points} **Why {term} Costs Money** {points} - **Price**: $5K-20K per lot at a rate "
        f"of $ heta_0 = frac{{1}}{{{rng.randint(2, 99)}}}$. "
        f"**Numbers** | Stage | Seconds | |---|---| | First | {rng.randint(1, 99)} | | Second | {rng.randint(1, 99)} | "
        f"**Steps** 1. Load the {first}. 2. Start the {second}. 3. Unload both. {term} is **a small thing** to measure.');"
    )


def dump(megabytes: int) -> str:
    """Return a page capture of about so many megabytes."""
    rng = random.Random(megabytes)  # noqa: S311 - a fixed sequence is wanted
    parts, size, number = [CHROME], 0, 0
    while size < megabytes * 1_000_000:
        number += 1
        term = f"{rng.choice(ACTS)} {rng.choice(SUBJECTS)} {number}"
        parts.append(f"\n{term}, process engineering\n\n{flattened_body(term.capitalize(), rng)}\n")
        size += len(parts[-1])
    return "".join(parts)


def one_body(megabytes: int) -> str:
    """Return a page capture of one entry whose body is one line of about so many megabytes."""
    rng = random.Random(megabytes)  # noqa: S311 - a fixed sequence is wanted
    sentence = flattened_body("Endless body", rng)
    return f"{CHROME}\nendless body, process engineering\n\n{' '.join([sentence] * (megabytes * 1_000_000 // len(sentence)))}\n"


def seconds(text: str) -> float:
    """Return the CPU seconds it takes to read, interpret and repair a dump."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dump.txt"
        path.write_text(text, encoding="utf-8")
        start = time.process_time()
        read_entries([str(path)], Path(folder))
        return time.process_time() - start


def main() -> None:
    """Print seconds per megabyte for growing dumps."""
    print("| MB | many entries, s | s/MB | one body, s | s/MB |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for megabytes in MEGABYTES:
        many, one = seconds(dump(megabytes)), seconds(one_body(megabytes))
        print(f"| {megabytes} | {many:.2f} | {many / megabytes:.2f} | {one:.2f} | {one / megabytes:.2f} |")


if __name__ == "__main__":
    main()
