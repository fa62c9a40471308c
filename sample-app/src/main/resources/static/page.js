// Shows on the button itself that a request takes its time.
document.addEventListener('htmx:beforeRequest', (event) => busy(event.detail.elt, true));
document.addEventListener('htmx:afterRequest', (event) => busy(event.detail.elt, false));

function busy(element, on) {
	const button = element.matches('button') ? element : element.querySelector('button');
	if (button) {
		button.setAttribute('aria-busy', on);
	}
}
