// Calls another guest again and again, and counts.
const pulse = document.getElementById('pulse');
let calls = 0;
let failed = 0;
let slowest = 0;
async function beat() {
	if (!document.hidden) {
		const start = performance.now();
		try {
			const response = await fetch(pulse.dataset.url, { signal: AbortSignal.timeout(20000) });
			failed += response.ok ? 0 : 1;
		}
		catch {
			failed++;
		}
		calls++;
		slowest = Math.max(slowest, performance.now() - start);
		pulse.querySelector('[data-calls]').textContent = calls;
		pulse.querySelector('[data-failed]').textContent = failed;
		pulse.querySelector('[data-slowest]').textContent = slowest.toFixed(0);
	}
	setTimeout(beat, 250);
}

beat();

// One after the other, each as if it were clicked.
document.getElementById('attack-all').addEventListener('click', () => {
	const buttons = [...document.querySelectorAll('.tiles button')];
	const next = () => {
		const button = buttons.shift();
		if (button) {
			button.addEventListener('htmx:afterRequest', next, { once: true });
			button.click();
		}
	};
	next();
});
