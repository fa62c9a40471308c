// Draws how many calls of the rule return and fail, and where another version took over.
const button = document.getElementById('traffic');
const graph = document.getElementById('graph');
const figures = document.getElementById('figures');
const dark = matchMedia('(prefers-color-scheme: dark)');
let samples = [];
let chart;
let running = false;

function color(light, night) {
	return dark.matches ? night : light;
}

function markVersions(plot) {
	const { ctx, bbox } = plot;
	ctx.save();
	ctx.fillStyle = ctx.strokeStyle = color('#5a3fd6', '#b9a9ff');
	ctx.font = `${12 * devicePixelRatio}px sans-serif`;
	for (let i = 1; i < samples.length; i++) {
		if (samples[i].version !== samples[i - 1].version) {
			const x = plot.valToPos(samples[i].time / 1000, 'x', true);
			ctx.beginPath();
			ctx.moveTo(x, bbox.top);
			ctx.lineTo(x, bbox.top + bbox.height);
			ctx.stroke();
			ctx.textAlign = x < bbox.left + bbox.width / 2 ? 'left' : 'right';
			ctx.fillText(` version ${samples[i].version} `, x, bbox.top + 14 * devicePixelRatio);
		}
	}
	ctx.restore();
}

function draw() {
	chart?.destroy();
	const axis = { stroke: color('#444', '#ccc'), grid: { stroke: color('#ddd', '#444') } };
	chart = new uPlot({
		width: graph.clientWidth,
		height: 240,
		legend: { show: false },
		cursor: { show: false },
		scales: { y: { range: (plot, low, high) => [0, Math.max(10, high * 1.2)] } },
		axes: [axis, { ...axis, label: 'calls per second', size: 60 }],
		series: [{},
			{ label: 'returned', stroke: color('#1b6e3c', '#6fd197'), fill: color('#1b6e3c22', '#6fd19722'), width: 2, points: { show: false } },
			{ label: 'failed', stroke: color('#a3262f', '#ff9d9d'), width: 2, points: { show: false } }],
		hooks: { draw: [markVersions] }
	}, data(), graph);
}

function data() {
	return [samples.map((s) => s.time / 1000), samples.map((s) => s.calls), samples.map((s) => s.failures)];
}

async function watch() {
	const response = await fetch(button.dataset.url);
	const state = await response.json();
	running = state.running;
	samples = state.samples;
	button.textContent = running ? 'Stop the calls' : 'Start the calls';
	if (samples.length > 0) {
		chart ? chart.setData(data()) : draw();
		const last = samples[samples.length - 1];
		const failed = samples.reduce((sum, sample) => sum + sample.failures, 0);
		figures.textContent = `${last.calls.toFixed(0)} calls per second by version ${last.version}, `
			+ (failed === 0 ? 'none failed in the last minute.' : `${failed.toFixed(0)} failed.`);
	}
	if (running) {
		setTimeout(watch, 500);
	}
}

button.addEventListener('click', async () => {
	await fetch(`${button.dataset.url}/${running ? 'stop' : 'start'}`,
		{ method: 'POST', headers: JSON.parse(document.body.getAttribute('hx-headers')) });
	watch();
});
addEventListener('resize', () => chart?.setSize({ width: graph.clientWidth, height: 240 }));
dark.addEventListener('change', () => chart && draw());
watch();
