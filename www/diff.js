// Two texts → their words side by side, each word told whether the other text has it too, in the same order.

const MOST_WORDS = 1500;

/**
 * @returns {{left: {text: string, same: boolean}[], right: {text: string, same: boolean}[]}} runs of words, spaces kept
 */
export function compare(left, right) {
  const [a, b] = [split(left), split(right)];
  const length = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      length[i][j] = a[i].key === b[j].key ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i].key === b[j].key) {
      a[i++].same = true;
      b[j++].same = true;
    } else if (length[i + 1][j] >= length[i][j + 1]) i++;
    else j++;
  }
  return { left: runs(a), right: runs(b) };
}

/** Words with the space and punctuation that follow them; compared without case, accents and punctuation. */
function split(text) {
  return [...text.matchAll(/\S+\s*/gu)].slice(0, MOST_WORDS).map(([word]) => ({ text: word, key: key(word), same: false }));
}

function key(word) {
  const plain = word.normalize('NFKD').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return plain === '' ? word.trim() : plain;
}

function runs(words) {
  const result = [];
  for (const { text, same } of words) {
    const last = result.at(-1);
    if (last?.same === same) last.text += text;
    else result.push({ text, same });
  }
  return result;
}
