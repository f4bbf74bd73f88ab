// The page's own data files: read when first needed.

const files = new Map();

/**
 * What `<name>.json` holds.
 * A page that carries its data inside itself has it in `<script type="application/json" data-file="<name>">`.
 */
export function data(name) {
  if (!files.has(name)) {
    const loading = load(name);
    files.set(name, loading);
    loading.catch(() => files.delete(name));
  }
  return files.get(name);
}

async function load(name) {
  const inside = document.querySelector(`script[data-file="${name}"]`);
  if (inside) return JSON.parse(inside.textContent);
  const response = await fetch(new URL(`${name}.json`, import.meta.url));
  if (!response.ok) throw new Error(`${name}.json: ${response.status}`);
  return response.json();
}
