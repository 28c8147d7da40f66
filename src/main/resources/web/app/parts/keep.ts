/** Into the reader's downloads. */
export function keep(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.setAttribute("router-ignore", "");
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
