import { other, pin } from '../drawing.ts';

export const icons: Record<string, string> = {
	address: `${pin}M9 12.8V9.3l3-2.6 3 2.6v3.5z`,
	'address-create': `${pin}M12 6.2v7M8.5 9.7h7`,
	'address-update': `${pin}M9 13l.4-2.6 3.9-3.9 2.2 2.2-3.9 3.9z`,
	'address-delete': `${pin}M9.4 7.1l5.2 5.2M14.6 7.1l-5.2 5.2`,
	'address-missing': `${pin}M10 7.9a2 2 0 1 1 3.2 1.6c-.8.5-1.2.8-1.2 1.6M12 14h.1`,
	other
};
