import { createTheme, type MantineColorsTuple } from '@mantine/core';
import { texts } from '../texts';
import { LastingButton } from './lasting-button';

const lagoon: MantineColorsTuple = [
  '#e8f6f5', '#d2eae8', '#a3d5d1', '#71bfb9', '#49aca5', '#2f9f98', '#1b8f88', '#0b6e6e', '#075c5c', '#034a4a',
];

export const theme = createTheme({
  primaryColor: 'lagoon',
  primaryShade: { light: 7, dark: 7 },
  colors: { lagoon },
  defaultRadius: 'md',
  autoContrast: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: { fontWeight: '650', sizes: { h1: { fontSize: '1.6rem', lineHeight: '1.25' }, h2: { fontSize: '1.15rem' }, h3: { fontSize: '1rem' } } },
  components: {
    // Every field is required unless it says otherwise.
    InputWrapper: { defaultProps: { withAsterisk: false } },
    PasswordInput: {
      defaultProps: { visibilityToggleButtonProps: { 'aria-label': texts.showTyped, tabIndex: 0 } },
    },
    // The tone's own colour is too pale for a title on its tint.
    Alert: { styles: { title: { color: 'var(--mantine-color-text)' } } },
    Button: { defaultProps: { size: 'sm', component: LastingButton } },
    // A table gives a column no more than its words need: a label that may be cut would be.
    Badge: { styles: { root: { overflow: 'visible' }, label: { overflow: 'visible' } } },
    Modal: { styles: { title: { fontWeight: 650, fontSize: '1.1rem' } }, defaultProps: { centered: true, radius: 'lg', overlayProps: { backgroundOpacity: 0.45, blur: 2 } } },
    Tooltip: { defaultProps: { multiline: true, withArrow: true, maw: 280, events: { hover: true, focus: true, touch: true } } },
  },
});
