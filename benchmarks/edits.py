"""What somebody changes in one customer between two runs; each edit is another than the last."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Edits:
    """Of the first customer of an archive."""

    root: Path
    count: int = 0

    @property
    def profile(self) -> Path:
        return min(self.root.glob("customers/*/profile.yaml"))

    def value(self) -> None:
        """Another day on which it was seen, so nothing that others tell of the customer."""
        self.count += 1
        lines = [line for line in self.profile.read_text("utf-8").splitlines() if not line.startswith("as_of:")]
        self.profile.write_text("\n".join([*lines, f"as_of: 2026-10-{self.count % 28 + 1:02}", ""]), "utf-8")

    def contact(self) -> None:
        """A day that the customer's lines on many pages tell."""
        self.count += 1
        place = self.profile.parent / "log" / f"2026-11-{self.count % 20 + 1:02}-call-{self.count}.md"
        place.parent.mkdir(exist_ok=True)
        head = f"---\ndate: 2026-11-{self.count % 20 + 1:02}\nmedium: phone\ntitle: Call {self.count}\n---\n\n"
        place.write_text(f"{head}Asked for a sample.\n", "utf-8")

    def note(self) -> str:
        """A word in the latest note of a contact, which was nowhere before."""
        self.count += 1
        place = max((self.profile.parent / "log").glob("*.md"))
        text = re.sub(r" edit\d{4}\n\Z", "\n", place.read_text("utf-8"))
        word = f"edit{self.count:04}"
        place.write_text(f"{text.rstrip()} {word}\n", "utf-8")
        return word

    def summary(self) -> str:
        """A word that the dossier shows, which was nowhere before."""
        self.count += 1
        word = f"edit{self.count:04}"
        text = re.sub(r"(?m)^(summary: .*?)( edit\d{4})?$", rf"\1 {word}", self.profile.read_text("utf-8"))
        self.profile.write_text(text, "utf-8")
        return word
