// <tell-text>: a box for a message and what telltext says about it, for any page. The class; tell-text-define.js registers it.
// Importing it does nothing. Everything else is fetched when an element is near the screen, gets the focus or is given a value.

const SLOW = 40;
const PAUSE = 250;
const NEAR = '200px';
const OWN = ['value', 'region', 'without', 'placeholder', 'compact', 'required', 'disabled', 'readOnly', 'name'];

let nearby;
let plain;

export class TellText extends (globalThis.HTMLElement ?? class {}) {
  static formAssociated = true;
  static observedAttributes = ['lang', 'region', 'without', 'placeholder', 'compact', 'value', 'required', 'readonly', 'name'];

  #internals = this.attachInternals();
  #root = this.attachShadow({ mode: 'open', delegatesFocus: true });
  #value = '';
  #touched = false;
  #disabled = false;
  #view = null;
  #engine = null;
  #report = null;
  #current = false;
  #told = null;
  #building = 0;
  #waking;
  #timer;
  #cost = 0;
  /** What stood in `without` and could not be used. */
  #refused;

  constructor() {
    super();
    if (!plain) {
      plain = new CSSStyleSheet();
      plain.replaceSync(':host { display: block } :host([hidden]) { display: none }');
    }
    this.#root.adoptedStyleSheets = [plain];
    // Until there is more: the words inside the tag.
    this.#root.append(document.createElement('slot'));
    this.addEventListener('focusin', () => this.#wake());
  }

  connectedCallback() {
    for (const name of OWN) this.#upgrade(name);
    if (this.#view) this.#view.dress(this);
    else if (this.#touched && this.#value) this.#wake();
    else watch(this, () => this.#wake());
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
    nearby?.unobserve(this);
  }

  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (name === 'value' && !this.#touched) this.#set(now ?? '');
    if (name === 'required') this.#judge();
    if (name === 'lang' && this.#view) this.#build().catch((error) => this.#failed(error));
    if (name === 'region' || name === 'without') this.#again();
    if (name === 'compact') this.#draw();
    this.#view?.attributes(this.#state());
  }

  // A form control like any other

  formAssociatedCallback() {
    this.#view?.attributes(this.#state());
  }

  formResetCallback() {
    this.#touched = false;
    this.#set(this.defaultValue);
  }

  formDisabledCallback(disabled) {
    this.#disabled = disabled;
    this.#view?.attributes(this.#state());
  }

  formStateRestoreCallback(state) {
    this.value = state;
  }

  get form() {
    return this.#internals.form;
  }

  get labels() {
    return this.#internals.labels;
  }

  get validity() {
    return this.#internals.validity;
  }

  get validationMessage() {
    return this.#internals.validationMessage;
  }

  get willValidate() {
    return this.#internals.willValidate;
  }

  get type() {
    return 'tell-text';
  }

  checkValidity() {
    return this.#internals.checkValidity();
  }

  reportValidity() {
    return this.#internals.reportValidity();
  }

  // What is read, and the report on it

  /** The message. Setting it starts the engine wherever the element is. */
  get value() {
    return this.#value;
  }

  set value(text) {
    this.#touched = true;
    this.#set(text === null || text === undefined ? '' : String(text));
    if (this.#value && this.isConnected) this.#wake();
  }

  /** The message it begins with, and goes back to when its form is reset. */
  get defaultValue() {
    return this.getAttribute('value') ?? '';
  }

  set defaultValue(text) {
    write(this, 'value', text);
  }

  /** The report on `value`; null while there is no text, or no engine yet. Always of the present text. */
  get report() {
    if (!this.#current && this.#engine) this.#read();
    return this.#report;
  }

  /** Everything there is to know of the engine once it runs; null before. */
  get version() {
    return this.#engine?.version() ?? null;
  }

  focus(options) {
    if (this.#view) super.focus(options);
    else this.#wake().then(() => super.focus(options), () => {});
  }

  #set(text) {
    if (text === this.#value) return;
    this.#value = text;
    this.#internals.setFormValue(text);
    this.#judge();
    this.#view?.write(text);
    this.#again();
  }

  #judge() {
    const missing = this.required && this.#value === '';
    if (missing) this.#internals.setValidity({ valueMissing: true }, missingWords(), this.#view?.box);
    else this.#internals.setValidity({});
  }

  /** Something the report depends on has changed. */
  #again() {
    this.#current = false;
    if (!this.#view) return;
    clearTimeout(this.#timer);
    // However fast the typing, once a turn; a text that takes long to draw waits for a pause.
    this.#timer = setTimeout(() => this.#show(), this.#cost > SLOW ? PAUSE : 0);
  }

  #read() {
    this.#current = true;
    this.#report = null;
    if (this.#value.trim() === '') return;
    const options = { language: this.#view.language };
    if (this.region) options.region = this.region;
    if (this.without !== this.#refused) options.without = this.without.match(/\S+/g) ?? [];
    try {
      this.#report = this.#engine.check(this.#value, options);
    } catch (error) {
      // If it stopped, the next text is read by a fresh one.
      if (error.code === 'engine-failed') this.#engine = null;
      this.#tell('error', { error });
      // The page learns of a marker that is none; its reader loses nothing.
      if (error.code === 'bad-options' && options.without?.length) {
        this.#refused = this.without;
        this.#read();
      }
    }
  }

  #show() {
    if (!this.#engine) {
      if (this.#value) this.#start();
      return;
    }
    const began = performance.now();
    const { report } = this;
    this.#draw();
    this.#cost = performance.now() - began;
    if (report || this.#told) this.#tell('report', { report });
    this.#told = report;
  }

  #draw() {
    if (this.#engine) this.#view.show(this.report, this.#value, this.#state());
  }

  // Getting ready

  #wake() {
    nearby?.unobserve(this);
    this.#waking ??= this.#build().then(
      () => (this.#value ? this.#start() : idle(() => this.#start())),
      (error) => {
        this.#waking = undefined; // the next focus, or the next value, tries again
        this.#failed(error);
      },
    );
    return this.#waking;
  }

  /** The box and its words, in the language of the element or of the page around it. */
  async #build() {
    const turn = ++this.#building;
    const { view } = await import('./widget/view.js');
    const fresh = await view(this, {
      input: (text) => {
        this.#touched = true;
        this.#set(text);
      },
      change: () => this.dispatchEvent(new Event('change', { bubbles: true })),
      again: () => this.#start(),
    });
    if (this.#engine && !(await this.#speak(fresh.language))) return;
    if (turn !== this.#building) return;
    this.#view = fresh;
    fresh.attributes(this.#state());
    fresh.write(this.#value);
    this.#root.replaceChildren(fresh.element);
    this.#judge();
    if (this.#engine) {
      fresh.versions(this.version);
      this.#again();
    }
  }

  async #start() {
    if (this.#engine || !this.#view) return;
    try {
      const { engine } = await import('./engine.js');
      let language;
      let started;
      // The language may be another by the time its words are there.
      while (language !== this.#view.language) {
        language = this.#view.language;
        started = await engine({ language });
      }
      if (this.#engine) return;
      this.#engine = started;
    } catch (error) {
      this.#view.broken();
      this.#failed(error);
      return;
    }
    this.#view.versions(this.version);
    this.#tell('ready', { version: this.version });
    this.#show();
  }

  /** Fetches what the engine says in another language. Without it the element goes on in the one it has. */
  async #speak(language) {
    try {
      const { engine } = await import('./engine.js');
      await engine({ language });
      return true;
    } catch (error) {
      this.#failed(error);
      return false;
    }
  }

  #failed(error) {
    this.#tell('error', { error });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`telltext-${name}`, { bubbles: true, composed: true, detail }));
  }

  #state() {
    return { placeholder: this.placeholder, compact: this.compact, required: this.required, readOnly: this.readOnly, disabled: this.#disabled, sent: Boolean(this.name && this.form) };
  }

  /** A property that was set before the class was known. */
  #upgrade(name) {
    if (!Object.hasOwn(this, name)) return;
    const value = this[name];
    delete this[name];
    this[name] = value;
  }
}

/** What frameworks set to nothing is not there; a list is written with spaces between. */
function write(element, attribute, value) {
  if (value === null || value === undefined) element.removeAttribute(attribute);
  else element.setAttribute(attribute, [value].flat().join(' '));
}

for (const property of ['region', 'without', 'placeholder', 'name']) {
  Object.defineProperty(TellText.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      return this.getAttribute(property) ?? '';
    },
    set(value) {
      write(this, property, value);
    },
  });
}

for (const property of ['compact', 'required', 'disabled', 'readOnly']) {
  Object.defineProperty(TellText.prototype, property, {
    configurable: true,
    enumerable: true,
    get() {
      return this.hasAttribute(property);
    },
    set(value) {
      this.toggleAttribute(property, Boolean(value));
    },
  });
}

const wakes = new WeakMap();

/** Calls `wake` once the element is near the screen. One observer for all. */
function watch(element, wake) {
  if (!globalThis.IntersectionObserver) {
    wake();
    return;
  }
  nearby ??= new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) wakes.get(target)();
    },
    { rootMargin: NEAR },
  );
  wakes.set(element, wake);
  nearby.observe(element);
}

function idle(work) {
  if (globalThis.requestIdleCallback) requestIdleCallback(work, { timeout: 2000 });
  else setTimeout(work, 200);
}

/** "Please fill in this field", as this browser says it. */
function missingWords() {
  const probe = document.createElement('textarea');
  probe.required = true;
  return probe.validationMessage || 'Please fill in this field.';
}
