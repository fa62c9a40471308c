// Scales a picture, lets the server filter it, and shows what that took.
const form = document.getElementById('image');
const before = document.getElementById('before');
const after = document.getElementById('after');
const chain = document.getElementById('chain');
const times = document.getElementById('times');
const imageStatus = document.getElementById('image-status');
const drop = document.getElementById('drop');
let picture = fetch(before.src).then((response) => response.blob());
const LONGEST_SIDE = 512;
const LONGEST_CHAIN = 8;

function addFilter(name) {
	if (chain.children.length >= LONGEST_CHAIN) {
		return;
	}
	const item = document.createElement('li');
	item.dataset.filter = name;
	item.append(`${name} `);
	const remove = document.createElement('button');
	remove.type = 'button';
	remove.className = 'secondary outline small';
	remove.textContent = 'remove';
	remove.setAttribute('aria-label', `Remove ${name}`);
	remove.addEventListener('click', () => {
		const next = item.nextElementSibling ?? item.previousElementSibling;
		item.remove();
		(next?.querySelector('button') ?? document.querySelector('#add button')).focus();
	});
	item.append(remove);
	chain.append(item);
}

async function take(file) {
	if (!file) {
		return;
	}
	try {
		const bitmap = await createImageBitmap(file);
		const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
		const canvas = document.createElement('canvas');
		canvas.width = Math.max(1, Math.round(bitmap.width * scale));
		canvas.height = Math.max(1, Math.round(bitmap.height * scale));
		canvas.getContext('2d').drawImage(bitmap, 0, 0, canvas.width, canvas.height);
		picture = new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
		before.src = after.src = canvas.toDataURL('image/png');
		imageStatus.textContent = '';
	}
	catch {
		imageStatus.textContent = 'This is no picture that the browser can read.';
	}
}

async function apply(backend, filters, body) {
	const query = new URLSearchParams([['backend', backend], ...filters.map((filter) => ['filter', filter])]);
	const response = await fetch(`${form.dataset.url}?${query}`, {
		method: 'POST', body,
		headers: { ...JSON.parse(document.body.getAttribute('hx-headers')), 'Content-Type': 'image/png' }
	});
	return response.ok ? response.json() : { steps: [], failure: `The answer was ${response.status}.` };
}

function cell(row, text, tag = 'td') {
	const element = document.createElement(tag);
	element.textContent = text;
	if (tag === 'th') {
		element.scope = row.parentElement.tagName === 'THEAD' ? 'col' : 'row';
	}
	row.append(element);
}

form.addEventListener('submit', async (event) => {
	event.preventDefault();
	const filters = [...chain.children].map((item) => item.dataset.filter);
	if (filters.length === 0) {
		imageStatus.textContent = 'Choose a filter first.';
		return;
	}
	const submit = form.querySelector('[type=submit]');
	const options = [...form.elements.backend.options].map((option) => option.value).filter((value) => value !== 'all');
	const chosen = form.elements.backend.value;
	const head = times.tHead.rows[0];
	submit.disabled = true;
	submit.setAttribute('aria-busy', true);
	head.replaceChildren();
	times.tBodies[0].replaceChildren();
	['ms', ...filters, 'all'].forEach((text) => cell(head, text, 'th'));
	times.hidden = false;
	const body = await picture;
	imageStatus.textContent = '';
	for (const backend of chosen === 'all' ? options : [chosen]) {
		imageStatus.textContent = `${backend} is at work.`;
		const result = await apply(backend, filters, body);
		const row = times.tBodies[0].insertRow();
		cell(row, backend, 'th');
		result.steps.forEach((step) => cell(row, step.millis.toFixed(1)));
		if (result.failure) {
			cell(row, result.failure);
		}
		else {
			cell(row, result.steps.reduce((sum, step) => sum + step.millis, 0).toFixed(1));
			after.src = result.image;
		}
	}
	imageStatus.textContent = 'Done.';
	submit.disabled = false;
	submit.setAttribute('aria-busy', false);
});

document.querySelectorAll('#add button').forEach((button) =>
	button.addEventListener('click', () => addFilter(button.dataset.filter)));
form.querySelector('input[type=file]').addEventListener('change', (event) => take(event.target.files[0]));
drop.addEventListener('dragover', (event) => {
	event.preventDefault();
	drop.classList.add('over');
});
drop.addEventListener('dragleave', () => drop.classList.remove('over'));
drop.addEventListener('drop', (event) => {
	event.preventDefault();
	drop.classList.remove('over');
	take(event.dataTransfer.files[0]);
});
['grayscale', 'blur', 'edges'].forEach(addFilter);
