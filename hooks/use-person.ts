'use client';

import { useEffect, useState } from 'react';

const KEY = 'person';

/** The name under which this browser's user acts, kept from one visit to the next. */
export function usePerson(): [string, (name: string) => void] {
  const [person, setPerson] = useState('');
  // After the first paint: the server doesn't know it.
  useEffect(() => setPerson(localStorage.getItem(KEY) ?? ''), []);
  return [
    person,
    (name) => {
      setPerson(name);
      localStorage.setItem(KEY, name);
    },
  ];
}
