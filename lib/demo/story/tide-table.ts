const MINUTES_A_ROW = 10;
const ROWS = 144;
const HOURS_OF_A_TIDE = 12.42;
const MEAN = 1.7;
const SWING = 1.2;
const LOW_WATER_HOUR = 5.2;

/** A day of predicted heights, every ten minutes: what a long output looks like. */
export const TIDE_TABLE = Array.from({ length: ROWS }, (_, row) => {
  const hours = (row * MINUTES_A_ROW) / 60;
  const height = MEAN - SWING * Math.cos(((hours - LOW_WATER_HOUR) / HOURS_OF_A_TIDE) * 2 * Math.PI);
  const time = `${String(Math.floor(hours)).padStart(2, '0')}:${String((row * MINUTES_A_ROW) % 60).padStart(2, '0')}`;
  return `2031-06-02,${time},${height.toFixed(2)}`;
}).join('\n');
