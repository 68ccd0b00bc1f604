/** Value of `aria-current` for a link of the navigation: the page shown, or one below it. The map is only itself. */
export function currentPage(path: string, href: string): 'page' | undefined {
	const here = path === href || (href !== '/' && path.startsWith(`${href}/`));
	return here ? 'page' : undefined;
}
