import { describe, expect, it } from 'vitest';
import { DROP, editMembers } from './json-members.js';

const replace = (text: string, member: string, value: string | typeof DROP) =>
  editMembers(text, (name) => (name === member ? value : undefined));

describe('editMembers', () => {
  it('replaces a value and leaves every other byte of the members as it was', () => {
    const rest = `"Size":12345678901234567890, "x" : [1.50e+3,{"Url":"deep","a":"}\\""}] ,"y":null`;
    expect(replace(`{ "Url" : "old" ,${rest}}\n`, 'Url', '"new"')).toBe(
      `{ "Url" : "new","Size":12345678901234567890,"x" : [1.50e+3,{"Url":"deep","a":"}\\""}],"y":null}\n`,
    );
  });

  it('answers the very same text where nothing was edited', () => {
    const text = ' { "a" : 1.0 , "b":true } ';
    expect(replace(text, 'Url', '1')).toBe(text);
    expect(replace('{}', 'Url', '1')).toBe('{}');
  });

  it.each([
    ['{"F":1,"a":2}', '{"a":2}'],
    ['{"a":2,"F":1}', '{"a":2}'],
    ['{"a":2,"F":{"F":[]},"b":3}', '{"a":2,"b":3}'],
    ['{"F":1}', '{}'],
    ['{"F":1,"F":2}', '{}'],
    ['{"\\u0046":1,"a":"F"}', '{"a":"F"}'],
    ['\uFEFF{"F":1,"a":-2}', '\uFEFF{"a":-2}'],
  ])('drops F from %s', (text, expected) => {
    expect(replace(text, 'F', DROP)).toBe(expected);
  });

  it('hands over the text of each value', () => {
    const seen: string[] = [];
    editMembers(
      '{"a":"x,}","b":[{"c":"]"}],"d":-1e5,"e":{},"f":"\\\\"}',
      (name, value) => void seen.push(name + value),
    );
    expect(seen).toEqual(['a"x,}"', 'b[{"c":"]"}]', 'd-1e5', 'e{}', 'f"\\\\"']);
  });

  it.each(['', '[]', '"x"', 'null', '{"a":}', '{"a":1', '{"a":1}{', '<html>', "{'a':1}"])(
    'takes %j for no object',
    (text) => {
      expect(replace(text, 'a', '2')).toBeUndefined();
    },
  );
});
