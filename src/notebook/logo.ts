/** The kernel's logo in JupyterLab's launcher: two overlapping circles, what differs and what is common. */
export const kernelLogo: string = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect width="64" height="64" rx="10" fill="#1f4e79"/>
  <circle cx="25" cy="27" r="15" fill="#f2c14e" fill-opacity=".85"/>
  <circle cx="39" cy="27" r="15" fill="#7fc8f8" fill-opacity=".75"/>
  <text x="32" y="57" font-family="sans-serif" font-size="14" font-weight="bold" text-anchor="middle" fill="#fff">TS</text>
</svg>
`;
