import { other, pin } from '../drawing.ts';

export const icons: Record<string, string> = {
	address: `${pin}M8.5 13V9.5L12 6.5l3.5 3V13z`,
	'address-create': `${pin}M12 6.5v6.5M8.8 9.8h6.4`,
	'address-update': `${pin}M9 13l.5-2.5 4.2-4.2 2 2-4.2 4.2z`,
	'address-delete': `${pin}M9.5 7.3l5 5M14.5 7.3l-5 5`,
	'address-missing': `${pin}M10 8.3a2.1 2.1 0 1 1 3.1 1.8c-.8.4-1.1.9-1.1 1.6M12 14.1v.1`,
	other
};
