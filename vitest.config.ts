import { configDefaults, defineConfig } from 'vitest/config';

const slow = ['tests/integration/**', 'tests/model/**', 'tests/e2e/**'];

export default defineConfig({
  test: {
    retry: 0,
    maxWorkers: 3,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts', '**/*.test.tsx'],
          exclude: [...configDefaults.exclude, ...slow, '**/.next/**', '**/.cache/**', '**/dist/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['tests/{integration,model}/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
