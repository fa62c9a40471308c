// Asks for one race after the other, and draws the bars as they come.
const raceButton = document.getElementById('race');
const bootButton = document.getElementById('boot');
const bar = document.querySelector('#progress progress');
const text = document.querySelector('#progress span');
const url = raceButton.dataset.url;
const number = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 3 });

async function ask(path) {
	const response = await fetch(`${url}/${path}`,
		{ method: 'POST', headers: JSON.parse(document.body.getAttribute('hx-headers')) });
	if (!response.ok) {
		throw new Error(response.status === 409 ? 'Another race is on.' : `The answer was ${response.status}.`);
	}
	return response.json();
}

async function inTurn(steps) {
	raceButton.disabled = bootButton.disabled = true;
	bar.hidden = false;
	bar.max = steps.length;
	try {
		for (const [index, step] of steps.entries()) {
			bar.value = index;
			text.textContent = step.name;
			await step.run();
		}
		text.textContent = 'Done.';
	}
	catch (failure) {
		text.textContent = failure.message;
	}
	bar.hidden = true;
	raceButton.disabled = bootButton.disabled = false;
}

function drawBars(section) {
	const rows = [...section.querySelectorAll('tr')];
	const most = Math.max(...rows.map((row) => Number(row.dataset.rate ?? 0)));
	for (const row of rows) {
		row.querySelector('.bar span').style.width = `${100 * Number(row.dataset.rate ?? 0) / most}%`;
	}
}

function race(section, row) {
	return {
		name: `${section.querySelector('h2').textContent}: ${row.querySelector('th').textContent}`,
		run: async () => {
			const result = await ask(`${section.dataset.race}/${row.dataset.runner}`);
			const figure = row.querySelector('.figure');
			figure.textContent = result.failure ? 'not here' : `${number.format(result.rate)} ${figure.dataset.unit}`;
			figure.title = result.failure ?? '';
			row.dataset.rate = result.rate;
			drawBars(section);
		}
	};
}

function boot(row) {
	return {
		name: `Boot on ${row.dataset.backend}`,
		run: async () => {
			const result = await ask(`boot/${row.dataset.backend}`);
			const cells = row.querySelectorAll('td');
			['first', 'memory', 'disk'].forEach((key, i) => {
				cells[i].textContent = result.times ? result.times[key].toFixed(result.times[key] < 10 ? 2 : 0) : 'not here';
			});
		}
	};
}

raceButton.addEventListener('click', () => inTurn([...document.querySelectorAll('[data-race]')]
	.flatMap((section) => [...section.querySelectorAll('tr')].map((row) => race(section, row)))));
bootButton.addEventListener('click', () => inTurn([...document.querySelectorAll('#boots tbody tr')].map(boot)));
