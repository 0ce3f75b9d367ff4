/* A picture that could not be made yet, or got lost on the line, is asked for again a few times, later each time. */

document.querySelectorAll("img[data-again]").forEach((image) => {
  const address = image.getAttribute("src");
  let tries = 0;
  const again = () => {
    if (tries >= 4) return;
    tries += 1;
    setTimeout(() => { image.src = `${address}?lan=${tries}`; }, 2000 * 2 ** tries);
  };
  image.addEventListener("error", again);
  // Those that failed before this script was there.
  if (image.complete && !image.naturalWidth && image.loading !== "lazy") again();
});
