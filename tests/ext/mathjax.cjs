// Reads formulas as JSON, [text, display] each; writes what is wrong with each as JSON, null for nothing.
// Arguments: the version and the folder of MathJax.
const [version, folder] = process.argv.slice(2);
const config = { loader: { load: ['input/tex'] }, startup: { typeset: false } };
if (version === '4') config.loader.paths = { mathjax: folder };

async function start() {
  if (version === '3') return require(folder + '/es5/node-main.js').init(config);
  return require(folder + '/node-main.cjs').init(config);
}

const chunks = [];
process.stdin.on('data', (chunk) => chunks.push(chunk));
process.stdin.on('end', async () => {
  const MathJax = await start();
  const answers = [];
  for (const [text, display] of JSON.parse(Buffer.concat(chunks).toString())) {
    let mathml;
    try {
      mathml = await MathJax.tex2mmlPromise(text, { display });
    } catch (error) {
      mathml = '<merror data-mjx-error="' + error.message + '">';
    }
    const error = /data-mjx-error="([^"]*)"/.exec(mathml);
    answers.push(error ? error[1] : /<merror|mathcolor="red"/.test(mathml) ? mathml : null);
  }
  process.stdout.write(JSON.stringify(answers));
});
