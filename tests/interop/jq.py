import subprocess

from pages import dehusk

# What jq itself does not keep (numbers beyond doubles, the order of keys) is not in them.
LINES = [
    r'{"id":7,"html":"<p>Rain fell.</p>","n":1.5e3,"list":[1,{"a":null}],"s":"\u00e9 \ud83d\ude00 \"q\" \\ \/ \t"}',
    r'{ "text" : "Rain fell." , "deep" : { "x" : [ [ ] , { } ] } , "flag" : true }',
    r'{"a":"b","html":"<html><title>Day</title><p>Rain fell.</p></html>","a b":{"c\nd":-0.25}}',
    r'{"no":"page here","n":0}',
]
OURS = 'del(.text, .title, .author, .date, .lang, .dehusk)'


def check(program, folder, packages):
    text = ("\n".join(LINES) + "\n").encode()
    clean = dehusk(program, "--in", "jsonl", text=text)
    asked = [subprocess.run(["jq", "-c", OURS], input=lines, capture_output=True, check=True).stdout
             for lines in (text, clean)]
    if asked[0] != asked[1]:
        return f"{asked[0]!r} became {asked[1]!r}"
    for before, after in zip(LINES, clean.decode().splitlines()):
        if before[:-1].split('"text"')[0].rstrip() not in after:
            return f"{before} became {after}"
    return ""
