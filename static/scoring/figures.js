/* Exact figures: whole thousandths in big integers, never floats; the same answers as the server's decimals. */

export function thousandths(text) {
  const found = /^(\d{1,6})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!found) return null;
  return BigInt(found[1]) * 1000n + BigInt((found[2] || "").padEnd(3, "0"));
}

/* 87,5; thousands by dots, as pages print figures. */
export function shown(value) {
  const sign = value < 0n ? "-" : "";
  const size = value < 0n ? -value : value;
  const rest = String(size % 1000n).padStart(3, "0").replace(/0+$/, "");
  const whole = String(size / 1000n).replace(/\B(?=(\d{3})+$)/g, ".");
  return sign + whole + (rest ? `,${rest}` : "");
}

/* Weight × points of each criterion, given as [points, weight as written]; rounded once, a half upwards. */
export function weighed(parts) {
  let places = 0;
  const exact = parts.map(([points, weight]) => {
    const [whole, rest = ""] = weight.split(".");
    places = Math.max(places, rest.length);
    return [points * BigInt(whole + rest), rest.length];
  });
  const sum = exact.reduce((all, [value, own]) => all + value * 10n ** BigInt(places - own), 0n);
  const scale = 10n ** BigInt(places);
  return (2n * sum + scale) / (2n * scale);
}
