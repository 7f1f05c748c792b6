"""Each lesson in JupyterLab: run to its end, painted, and readable in dark, in narrow windows and as an exported page."""

from page import TALLEST, WIDTH, colours

NARROW = 800, 400
LESSON_SECONDS = 600
EXPORTED = "00-tour"


def look_at_all(browser, names, check):
    """The next one runs while this one is looked at."""
    following = begin(browser, names[0]) if names else None
    for number, name in enumerate(names):
        notebook = following
        notebook.wait(seconds=LESSON_SECONDS)
        following = begin(browser, names[number + 1]) if number + 1 < len(names) else None
        ran(notebook, check)
        painted(notebook, check)
        if name == EXPORTED:
            exported(browser, notebook, check)
        dark(notebook, check)
        narrow(notebook, check)
        notebook.close()


def begin(browser, name):
    notebook = browser.open(name)
    notebook.start("notebook:run-all-cells")
    return notebook


def ran(notebook, check):
    cells = notebook.ask("cells")
    code = [cell for cell in cells if cell["type"] == "code"]
    done = [cell for cell in code if cell["count"]]
    errors = [out.get("evalue") for cell in cells for out in cell["outputs"] if out["output_type"] == "error"]
    warned = [
        out["text"]
        for cell, after in zip(cells, [*cells[1:], cells[-1]])
        for out in cell["outputs"]
        # A lesson may show a warning, when it talks about it.
        if out.get("name") == "stderr" and "warning" not in after["source"]
    ]
    ended = notebook.page.evaluate("lab.ended")
    check(
        ended == "ok" and len(done) == len(code) and not errors and not warned,
        f"{notebook.name} runs to its end ({ended}): {len(done)} of {len(code)} cells, errors {errors}, in red {warned}",
    )


def painted(notebook, check):
    notebook.theme("JupyterLab Light")
    notebook.resize(WIDTH)
    notebook.keep("light")
    flat, blank, blocks, pictures = [], [], notebook.elements("blocks"), notebook.elements("pictures")
    for block in blocks:
        if len(colours(block.screenshot())[0]) < 2:
            flat.append(block.evaluate("block => block.outerHTML.slice(0, 200)"))
    for number, picture in enumerate(pictures):
        all_of_them, vivid = colours(picture.screenshot())
        if len(all_of_them) < 8 or sum(count for count, _ in vivid) < 50:
            blank.append(number)
    check(blocks and not flat, f"{notebook.name}: {len(blocks)} blocks are painted, of one colour: {flat}")
    wanted = any("chart" in cell["source"].lower() for cell in notebook.ask("cells"))
    check(bool(pictures) == wanted and not blank, f"{notebook.name}: {len(pictures)} charts have colours, blank: {blank}")


def dark(notebook, check):
    notebook.theme("JupyterLab Dark")
    notebook.keep("dark")
    faint = notebook.ask("faint")
    notebook.theme("JupyterLab Light")
    check(not faint, f"{notebook.name}: all texts stand out in the dark theme {faint[:5] or ''}".rstrip())


def narrow(notebook, check, when=""):
    for width in NARROW:
        notebook.resize(width)
        notebook.keep(f"{when}{width}px")
        cut = notebook.ask("cut")
        check(not cut, f"{notebook.name}: nothing is cut off at {width} px {cut[:5] or ''}".rstrip())


def exported(browser, notebook, check):
    """The export has the words that the page has, and they are not stuck together. It may have others between them."""
    notebook.save()
    words, pictures = set(notebook.ask("words")), len(notebook.elements("pictures"))
    for sanitized in True, False:
        kind = "sanitized" if sanitized else "not sanitized"
        file, ticked = notebook.export(sanitized)
        if sanitized:
            check(ticked, "Export as HTML: sanitizing is ticked from the start")
        page = browser.context.new_page()
        complaints = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        # What the page's own scripts want from other sites is not ours, and there may be no network.
        page.route("http*://**", lambda route: route.abort())
        page.on("console", lambda m: m.type == "error" and m.location["url"].startswith("file:") and complaints.append(m.text))
        page.goto(file.as_uri())
        shown = set(page.evaluate("lab.words()"))
        page.set_viewport_size({"width": WIDTH, "height": min(TALLEST, page.evaluate("document.body.scrollHeight"))})
        page.screenshot(path=file.with_suffix(".png"))
        there = page.evaluate("lab.pictures().length")
        page.close()
        stuck = [word for word in shown - words if "<" in word or of_two(word, words)]
        lost = sorted(words - shown, key=len)
        check(shown and not stuck and not lost, f"the page exported ({kind}) has the words: lost {lost[:8]}, stuck {stuck[:8]}")
        check(there == pictures, f"the page exported ({kind}) has {there} of {pictures} charts")
        check(not complaints, f"the page exported ({kind}) has no errors in its console {complaints[:3] or ''}".rstrip())


def of_two(word, words):
    return any(word[:at] in words and word[at:] in words for at in range(1, len(word)))
