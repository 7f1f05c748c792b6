// What the tests in a browser need inside JupyterLab's page. Loaded into each page before its own scripts.
window.lab = {
  panel: () => window.jupyterapp?.shell.currentWidget,

  kernel: () => lab.panel()?.sessionContext?.session?.kernel,

  frame: () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))),

  // The kernel may take cells. Its status tells nothing: JJava says none before its first cell.
  async ready() {
    while (lab.kernel()?.connectionStatus !== 'connected') await new Promise(done => setTimeout(done, 100));
    await lab.kernel().info;
    await lab.panel().context.ready;
  },

  // Starts a command of JupyterLab; lab.ended is empty until it is over. The end of an earlier one, which a restart of the
  // kernel cut off, is not taken for its end.
  start(command) {
    lab.ended = '';
    const mine = (lab.started = {});
    const end = how => lab.started === mine && (lab.ended = how);
    lab.ready()
      .then(() => jupyterapp.commands.execute(command))
      .then(() => lab.frame())
      .then(() => end('ok'), error => end(String(error)));
  },

  select(number) {
    const notebook = lab.panel().content;
    notebook.deselectAll();
    notebook.activeCellIndex = number;
  },

  cells: () => lab.panel().content.widgets.map(({ model }) => ({
    type: model.type,
    source: model.sharedModel.getSource(),
    count: model.executionCount,
    outputs: model.outputs?.toJSON() ?? [],
  })),

  // From its top, how high the notebook is; the page estimates that until it has drawn all cells.
  async height() {
    const outer = lab.panel().content.node.querySelector('.jp-WindowedPanel-outer');
    lab.select(0);
    let height;
    do {
      height = outer.scrollHeight;
      outer.scrollTop = 0;
      await lab.frame();
    } while (outer.scrollHeight !== height || outer.scrollTop !== 0);
    return height;
  },

  // What this library shows: blocks with words, and pictures. All its HTML has this class, also in an exported page.
  blocks: () => [...document.querySelectorAll('.jp-OutputArea .mathjax_ignore')],

  pictures: () => [...document.querySelectorAll('.jp-OutputArea img, .jp-OutputArea svg')]
    .filter(picture => picture.clientHeight > 100),

  // Without the punctuation around them.
  words: () => lab.blocks().flatMap(block => block.innerText.split(/\s+/))
    .map(word => word.replace(/^[(–,;:]+|[),;:.]+$/g, '')).filter(word => word),

  // Texts wider than their place. A box that scrolls may hold wide things, and what has a title tells the whole.
  cut() {
    const found = [];
    for (const block of [...lab.blocks(), ...lab.pictures()]) {
      const area = block.closest('.jp-OutputArea-output').getBoundingClientRect();
      for (const part of [block, ...block.querySelectorAll('*')]) {
        const box = part.parentElement.closest('[data-scrolls]');
        if (box) continue;
        if (['auto', 'scroll'].includes(getComputedStyle(part).overflowX)) part.dataset.scrolls = '';
        const outside = part.getBoundingClientRect().right > area.right + 1;
        const inside = part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1
          && part.dataset.scrolls === undefined && !part.closest('[title]');
        if (!outside && !inside) continue;
        const words = (part.innerText || part.tagName).replace(/\s+/g, ' ').slice(0, 70);
        found.push(`${part.tagName.toLowerCase()} "${words}" of ${part.scrollWidth} px in ${part.clientWidth} px`);
        break;
      }
    }
    return found;
  },

  // Texts that hardly differ from what is behind them: the contrast that WCAG wants of large text is 3.
  faint() {
    const parse = colour => { // rgb(r, g, b), rgba(r, g, b, a) or color(srgb r g b / a)
      const numbers = colour.match(/[\d.]+(?:e-\d+)?/g).map(Number);
      return colour.startsWith('color(') ? [...numbers.slice(0, 3).map(part => 255 * part), numbers[3] ?? 1]
        : [...numbers.slice(0, 3), numbers[3] ?? 1];
    };
    const over = ([r, g, b, a], below) => [r, g, b].map((part, i) => part * a + below[i] * (1 - a));
    const light = colour => colour.map(part => part / 255)
      .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
    const found = [];
    for (const block of lab.blocks()) {
      const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const part = texts.currentNode.parentElement;
        if (!texts.currentNode.data.trim() || !part.getClientRects().length) continue;
        const chain = [];
        for (let at = part; at; at = at.parentElement) chain.unshift(getComputedStyle(at));
        const behind = chain.reduce((below, style) => over(parse(style.backgroundColor), below), [255, 255, 255]);
        const [r, g, b, a] = parse(getComputedStyle(part).color);
        const opacity = chain.reduce((product, style) => product * style.opacity, a);
        const [dark, bright] = [light(over([r, g, b, opacity], behind)), light(behind)].sort((x, y) => x - y);
        const contrast = (bright + 0.05) / (dark + 0.05);
        if (contrast < 3) found.push(`"${texts.currentNode.data.trim().slice(0, 50)}" ${contrast.toFixed(1)}`);
      }
    }
    return found;
  },

  // Keeps what a cell shows each time it changes: its text and height.
  watch(number) {
    const node = lab.panel().content.widgets[number].outputArea.node;
    lab.seen = [];
    new MutationObserver(() => {
      const block = node.querySelector('.mathjax_ignore');
      if (block) lab.seen.push({ text: block.innerText, height: block.offsetHeight });
    }).observe(node, { childList: true, subtree: true, characterData: true });
  },
};
