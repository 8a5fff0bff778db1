# Copyright the ReconSync authors.
# SPDX-License-Identifier: Apache-2.0
"""Messages of the Discord simulator as a picture (SVG), roughly as Discord's client shows them.

svg([("12:00 firing", state), ...]): a state is a message or one entry of its history, as the simulator tells it.
history(message): all entries of one message, with their times. Only the data are real; the look is ours.
"""
import datetime
import html
import re
import textwrap

WIDTH = 640
LINE = 18
COLOURS = {1: "#5865f2", 2: "#4e5058", 3: "#248046", 4: "#da373c", 5: "#4e5058"}


def history(message):
    """Caption and state of everything that a message ever was."""
    return [(f"{entry['at'][11:19]} {entry['action']}", dict(entry, author=message["author"]))
            for entry in message["history"]]


def moment(match):
    """As a client writes it that looks at once, in UTC."""
    when = datetime.datetime.fromtimestamp(int(match.group(1)), datetime.timezone.utc)
    return "a moment ago" if match.group(2) == ":R" else when.strftime("%d %B %Y %H:%M")


def plain(text):
    """Marks of Markdown are left out, and times written as the client does."""
    text = re.sub(r"<t:(\d+)(:\w)?>", moment, text or "")
    return re.sub(r"\\(?=[^\w\s])", "", re.sub(r"\*\*|__|```\w*\n?", "", text))


class Picture:
    def __init__(self):
        self.y = 12
        self.parts = []

    def text(self, x, text, colour="#dbdee1", weight="normal", size=14, mono=False, width=74):
        for line in plain(text).split("\n"):
            for piece in textwrap.wrap(line, width, drop_whitespace=not mono) or [""]:
                family = "monospace" if mono else "sans-serif"
                self.parts.append(
                    f'<text x="{x}" y="{self.y + 13}" fill="{colour}" font-family="{family}" font-size="{size}" '
                    f'font-weight="{weight}" xml:space="preserve">{html.escape(piece)}</text>')
                self.y += LINE

    def body(self, x, text, width):
        """Code blocks keep their columns."""
        for number, piece in enumerate((text or "").split("```")):
            if number % 2:
                self.text(x, re.sub(r"^\w*\n", "", piece).strip("\n"), mono=True, size=13, width=width)
                continue
            for line in piece.strip("\n").split("\n"):
                small = line.startswith("-# ")
                if line.strip():
                    self.text(x, line[3:] if small else line, "#949ba4" if small else "#dbdee1", size=12 if small else 14,
                              width=width)

    def message(self, caption, state):
        self.text(16, caption, "#949ba4", size=11)
        if state.get("action") == "delete":
            self.text(16, "(deleted)", "#949ba4")
            self.y += 10
            return
        self.parts.append(f'<circle cx="34" cy="{self.y + 18}" r="16" fill="#5865f2"/>')
        hidden = state.get("ephemeral") or state.get("flags", 0) & 64
        self.text(62, state["author"] + ("  (only you can see this)" if hidden else ""), "#f2f3f5", "bold")
        self.body(62, state["content"], 74)
        for embed in state["embeds"]:
            self.embed(embed)
        for file in state["attachments"]:
            self.text(62, f"[file] {file['filename']}, {file['size']} bytes", "#00a8fc")
        for row in state["components"]:
            self.row(row)
        self.y += 12

    def embed(self, embed):
        top = self.y + 2
        at = len(self.parts)
        self.y += 8
        if embed.get("title"):
            self.text(82, embed["title"], "#f2f3f5", "bold", width=66)
        self.body(82, embed.get("description"), 66)
        for field in embed.get("fields", []):
            self.text(82, field["name"], "#f2f3f5", "bold", 13, width=66)
            self.body(82, field["value"], 66)
        if embed.get("footer"):
            self.text(82, embed["footer"]["text"], "#949ba4", size=12)
        self.y += 6
        height = self.y - top
        self.parts.insert(at, f'<rect x="62" y="{top}" width="{WIDTH - 90}" height="{height}" rx="4" fill="#2b2d31"/>'
                              f'<rect x="62" y="{top}" width="4" height="{height}" fill="#{embed.get("color", 0x1e1f22):06x}"/>')
        self.y += 4

    def row(self, row):
        x = 62
        for part in row.get("components", []):
            label = part.get("label") or part.get("placeholder") or "Choose"
            width = 24 + 8 * len(label)
            shade = ' opacity="0.5"' if part.get("disabled") else ""
            self.parts.append(
                f'<g{shade}><rect x="{x}" y="{self.y + 4}" width="{width}" height="28" rx="4" '
                f'fill="{COLOURS.get(part.get("style"), "#1e1f22")}"/><text x="{x + 12}" y="{self.y + 23}" fill="#fff" '
                f'font-family="sans-serif" font-size="13">{html.escape(label)}</text></g>')
            x += width + 8
        self.y += 36


def svg(states):
    picture = Picture()
    for caption, state in states:
        picture.message(caption, state)
    height = picture.y + 8
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}">\n'
            f'<rect width="{WIDTH}" height="{height}" fill="#313338"/>\n' + "\n".join(picture.parts) + "\n</svg>\n")
