// The one place that looks out of its project: the workspace has one version, and it stands there.
// eslint-disable-next-line @nx/enforce-module-boundaries
export { version } from '../../../package.json';
