// Measures contrast once for all text that cannot differ, so that a page of a thousand equal rows costs as much as one.
//
// Axe takes a text's colours from the text itself and from the painted elements under the middle of its lines. Where
// these are exactly its own painted ancestors, two texts with equal styles all the way up have equal contrast: what axe
// once measured and let pass it lets pass again. Whatever is not so plain is measured by axe itself each time: text that
// leaves the box of an ancestor, that anything painted touches without being its ancestor, or that is very small; and
// all of which axe did not decide by numbers (hidden, a picture behind it, partly covered) is asked anew.
({words, passed: earlier}) => {
    // What axe orders and fills boxes by, under the names by which it keeps it.
    const FRAME = [
        "background-color", "background-image", "opacity", "mix-blend-mode", "position", "z-index", "float", "display",
        "overflow", "-webkit-transform", "filter", "perspective", "clip-path", "-webkit-mask", "-webkit-mask-image",
        "-webkit-mask-border", "isolation", "will-change", "contain",
    ];
    const TEXT = [
        "color", "-webkit-text-fill-color", "-webkit-text-stroke-width", "-webkit-text-stroke-color", "font-size",
        "font-weight", "text-shadow",
    ];
    const PICTURES = ["img", "canvas", "object", "iframe", "video", "svg"];
    const FIELDS = ["input", "select", "textarea"];
    axe.configure({noHtml: true});
    const check = axe._audit.checks["color-contrast"];
    const rule = axe._audit.rules.find(({id}) => id === "color-contrast");
    const measure = check.evaluate;
    const concerns = rule.matches;
    const passed = new Set(earlier);
    const numbers = new Map(words.map((word, number) => [word, number]));
    let tree, frames, plain, painted, scrolling = 0;

    const numberOf = (word) => numbers.get(word) ?? numbers.set(word, numbers.size).get(word);
    const style = (vNode, names) => numberOf(names.map((name) => vNode.getComputedStylePropertyValue(name)).join("|"));
    const scrolls = (vNode) => Boolean(axe.utils.getScroll(vNode.actualNode));
    const isPainted = (vNode) =>
        vNode.getComputedStylePropertyValue("background-color") !== "rgba(0, 0, 0, 0)"
        || vNode.getComputedStylePropertyValue("background-image") !== "none"
        || PICTURES.includes(vNode.props.nodeName);

    function frameOf(vNode) {
        if (!vNode) return "";
        if (!frames.has(vNode)) {
            // What lies under a box that scrolls is not looked for: it is one for all in it, so the box is like no other.
            const own = scrolls(vNode) ? `${performance.timeOrigin}-${++scrolling}` : 0;
            frames.set(vNode, numberOf([frameOf(vNode.parent), own, style(vNode, FRAME)].join()));
        }
        return frames.get(vNode);
    }

    function begin() {
        tree = axe._tree;
        frames = new Map();
        plain = new Map();
        painted = [];
        const walk = (vNode) => {
            if (vNode.props.nodeType !== 1) return;
            if (vNode.clientRects.length && isPainted(vNode)) painted.push(vNode);
            vNode.children.forEach(walk);
        };
        tree.forEach(walk);
    }

    function linesOf(node) {
        const range = document.createRange();
        const texts = [...node.childNodes].filter((each) => each.nodeType === 3 && each.nodeValue.trim());
        return texts.flatMap((each) => {
            range.selectNodeContents(each);
            return [...range.getClientRects()];
        });
    }

    const holds = (box, line) =>
        line.left >= box.left - 1 && line.right <= box.right + 1 && line.top >= box.top - 1 && line.bottom <= box.bottom + 1;
    const meets = (box, line) =>
        line.left < box.right && line.right > box.left && line.top < box.bottom && line.bottom > box.top;

    function isPlain(vNode) {
        const found = linesOf(vNode.actualNode);
        const lines = found.length ? found : [vNode.boundingClientRect];
        if (lines.some((line) => line.width < 6 || line.height < 6 || !holds(vNode.boundingClientRect, line))) return false;
        const above = new Set();
        let inScroll = false;
        for (let each = vNode; each; each = each.parent) {
            above.add(each);
            inScroll ||= scrolls(each);
            const boxes = each.getComputedStylePropertyValue("overflow") === "hidden"
                ? [each.boundingClientRect]
                : !inScroll && isPainted(each) ? each.clientRects : null;
            if (boxes && !lines.every((line) => boxes.some((box) => holds(box, line)))) return false;
        }
        return !painted.some((each) =>
            !above.has(each) && each.clientRects.some((box) => lines.some((line) => meets(box, line))));
    }

    /** The number of its looks where they decide; undefined where axe has to measure the very text. */
    function looksOf(vNode) {
        if (tree !== axe._tree) begin();
        if (!plain.has(vNode)) {
            plain.set(vNode, isPlain(vNode) ? numberOf(`${frameOf(vNode)}:${style(vNode, TEXT)}`) : undefined);
        }
        return plain.get(vNode);
    }

    const hasText = (node) =>
        FIELDS.includes(node.localName) || [...node.childNodes].some((each) => each.nodeType === 3 && each.nodeValue.trim());

    rule.matches = function (node, vNode, context) {
        return hasText(node) && !passed.has(looksOf(vNode)) && concerns.call(this, node, vNode, context);
    };

    check.evaluate = function (node, options, vNode, context) {
        const looks = looksOf(vNode);
        if (passed.has(looks)) return true;
        const tell = this.data;
        let told;
        this.data = (data) => tell.call(this, (told = data));
        const verdict = measure.call(this, node, options, vNode, context);
        if (looks !== undefined && verdict === true && told?.contrastRatio) passed.add(looks);
        return verdict;
    };

    window.learntByEyes = () => ({words: [...numbers.keys()], passed: [...passed]});
}
