"""tools/instructions: what it reads out of callgrind's dumps, and when it calls a count too high."""

import unittest
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

PATH = Path(__file__).resolve().parents[2] / "tools/instructions"
SPEC = spec_from_loader("instructions", SourceFileLoader("instructions", str(PATH)))
assert SPEC is not None and SPEC.loader is not None
instructions = module_from_spec(SPEC)
SPEC.loader.exec_module(instructions)

DUMP = "# callgrind format\nversion: 1\npart: 3\n\ndesc: Trigger: Client Request: read html\n\nevents: Ir\nsummary: 1200\n\nfn=(1)\n"


class InstructionsTest(unittest.TestCase):
    def test_a_dump_has_its_part_and_its_count(self) -> None:
        self.assertEqual(instructions.part_of(DUMP), ("read html", 1200))
        self.assertEqual(instructions.part_of("desc: Trigger: Program termination\ntotals: 7\n"), ("", 7))

    def test_over_five_percent_is_too_much(self) -> None:
        table, over = instructions.compare({"start-up": 1051, "read html": 10.4}, {"start-up": 1000, "read html": 10.0})
        self.assertEqual(over, ["start-up"])
        self.assertIn("+5.1 %", table)
        self.assertIn("+4.0 % a byte", table)

    def test_a_part_that_is_not_on_record_is_new_and_no_fault(self) -> None:
        table, over = instructions.compare({"read html": 10.0}, {})
        self.assertEqual(over, [])
        self.assertIn("new", table)


if __name__ == "__main__":
    unittest.main()
