/* What was typed and not yet saved, kept on this machine: each tab under a name of its own, so that two tabs without
   a network do not write over each other. An item is {values, base, version, sent} and the name it lies under. */

export class Kept {
  constructor(key) {
    this.key = key;
    this.tab = tabName();
  }
  get own() {
    return `${this.key}@${this.tab}`;
  }
  /* Returns whether there was room. */
  put(item) {
    try { localStorage.setItem(this.own, JSON.stringify(item)); return true; } catch { return false; }
  }
  forget() {
    this.remove(this.own);
  }
  drop(item) {
    this.remove(item.name);
  }
  /* An item that another tab left is this tab's from now on. */
  adopt(item) {
    const { name, ...content } = item;
    if (name !== this.own && this.put(content)) this.remove(name);
  }
  /* Everything that lies here for this part of this dossier, this tab's first. */
  all() {
    const found = [];
    try {
      for (let place = 0; place < localStorage.length; place++) {
        const name = localStorage.key(place);
        if (name === this.key || name.startsWith(`${this.key}@`)) found.push(name);
      }
    } catch { return []; }
    const items = found.map((name) => read(name)).filter(Boolean);
    return items.sort((one, other) => (other.name === this.own) - (one.name === this.own));
  }
  remove(name) {
    try { localStorage.removeItem(name); } catch { /* storage may be closed to us */ }
  }
}

function read(name) {
  try {
    const item = JSON.parse(localStorage.getItem(name));
    return item && typeof item.values === "string" ? { ...item, name } : null;
  } catch { return null; }
}

function tabName() {
  try {
    const known = sessionStorage.getItem("tab") || Math.random().toString(36).slice(2);
    sessionStorage.setItem("tab", known);
    return known;
  } catch { return "0"; }
}
