import { describe, expect, it } from 'vitest';
import { furnitureBetween, furnitureOf } from '../../../src/compare/noise/furniture-text.ts';
import type { NoiseRule } from '../../../src/model/change.ts';

describe('furnitureOf', () => {
  it.each<[string, NoiseRule]>([
    ['2 hours ago', 'relative-time'],
    ['2h ago', 'relative-time'],
    ['an hour ago', 'relative-time'],
    ['Just now', 'relative-time'],
    ['Last updated: 5 mins ago', 'relative-time'],
    ['Aktualisiert vor 3 Stunden', 'relative-time'],
    ['il y a 21 minutes', 'relative-time'],
    ['Publicado hace 2 días', 'relative-time'],
    ['Обновлено 21 минуту назад', 'relative-time'],
    ['5 годин тому', 'relative-time'],
    ['2 ore fa', 'relative-time'],
    ['há 3 horas', 'relative-time'],
    ['2 uur geleden', 'relative-time'],
    ['5 godzin temu', 'relative-time'],
    ['3 saat önce', 'relative-time'],
    ['3小时前', 'relative-time'],
    ['3 時間前', 'relative-time'],
    ['3시간 전', 'relative-time'],
    ['3 ชั่วโมงที่ผ่านมา', 'relative-time'],
    ['1,204 shares', 'counter'],
    ['1.2K views', 'counter'],
    ['Comments (87)', 'counter'],
    ['Comments: 87', 'counter'],
    ['87 Kommentare', 'counter'],
    ['1 204 просмотра', 'counter'],
    ['87条评论', 'counter'],
    ['2 hours ago · 1,204 shares', 'relative-time'],
    ['4 min read', 'reading-time'],
    ['Lesezeit: 4 Minuten', 'reading-time'],
    ['Время чтения: 4 мин', 'reading-time'],
    ['ADVERTISEMENT', 'advert-label'],
    ['– Anzeige –', 'advert-label'],
    ['Article continues after advertisement', 'advert-label'],
    ['Tuesday, 3 March 2026, 14:05:22', 'clock'],
    ['14:05:22 GMT', 'clock'],
    ['14:05', 'clock'],
    ['2:05 pm', 'clock'],
  ])('%s: %s', (text, rule) => {
    expect(furnitureOf(text)).toBe(rule);
  });

  it.each([
    '1,204 people were killed.',
    '1,204 people',
    'He sold 1,204 shares.',
    'The train left two hours ago.',
    'Police came 2 hours ago',
    '1,204 votes',
    '87 signatures',
    'Sponsored',
    'Kipchoge 2:04:11',
    'Tuesday, 3 March 2026',
    'Read the advertisement',
    '3 dead',
    '4 minutes',
    '',
    'a'.repeat(5_000),
    `${'1,204 '.repeat(800)}shares`,
  ])('leaves alone: %s', (text) => {
    expect(furnitureOf(text)).toBeNull();
  });
});

describe('furnitureBetween', () => {
  it.each<[string, string, NoiseRule | null]>([
    ['Ann Roe · 2 hours ago', 'Ann Roe · 3 hours ago', 'relative-time'],
    ['Ann Roe | 4 min read', 'Ann Roe', 'reading-time'],
    ['Ann Roe · 2 hours ago', 'Ben Roe · 2 hours ago', null],
    ['Ann Roe · 2 hours ago', 'Ben Roe · 3 hours ago', null],
    ['Ann Roe', 'Ann Roe', null],
    ['12:05', '12:06', 'clock'],
    ['Doors open at 12:05', 'Doors open at 12:06', null],
  ])('%s → %s: %s', (before, after, rule) => {
    expect(furnitureBetween(before, after)).toBe(rule);
  });
});
