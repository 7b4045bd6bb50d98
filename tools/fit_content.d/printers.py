"""A saved page printed as a text dump: by lynx and w3m of Debian, or by html2text."""
import os
import re
import subprocess

import html2text

# By a hash of the page's id, for the fit: a name with a width prints in so many columns.
PRINTERS = ["lynx", "w3m", "html2text", "lynx", "w3m", "html2text", "lynx-80", "w3m-80"]


def decoded(content):
    named = re.search(rb"charset=[\"']?([\w-]+)", content[:4000], re.I)
    for charset in ("utf-8", named.group(1).decode() if named else "latin-1", "latin-1"):
        try:
            return content.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", "replace")


def print_page(source, printer, path):
    if os.path.exists(path):
        return
    html = decoded(open(source, "rb").read())
    name, _, width = printer.partition("-")
    width = width or "1024"
    if name == "html2text":
        writer = html2text.HTML2Text()
        writer.body_width, writer.ignore_links, writer.ignore_images = 0, True, True
        text = writer.handle(html).encode("utf-8", "replace")
    else:
        command = {"lynx": ["lynx", "-dump", "-nolist", "-width=" + width, "-display_charset=utf-8", "-assume_charset=utf-8", "-force_html", "-stdin"],
                   "w3m": ["w3m", "-dump", "-cols", width, "-T", "text/html", "-I", "utf-8", "-O", "utf-8"]}[name]
        html = re.sub(r"charset=[\"']?[\w-]+", "charset=utf-8", html, flags=re.I)
        text = subprocess.run(command, input=html.encode("utf-8", "replace"), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout
    with open(path + ".part", "wb") as out:
        out.write(text)
    os.replace(path + ".part", path)
