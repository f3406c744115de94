export { stripDelimiters } from './delimiters.js';
