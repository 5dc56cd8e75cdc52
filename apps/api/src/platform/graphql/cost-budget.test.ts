import { OperationTypeNode } from 'graphql';
import { CostBudget, costOf } from './cost-budget';

const { QUERY, MUTATION } = OperationTypeNode;

function budgetOf(perMinute: number) {
  let now = 0;
  const budget = new CostBudget({ now: () => new Date(now) }, perMinute);
  return { budget, after: (ms: number) => { now += ms; } };
}

test.each([
  ['a look-up', QUERY, 0, 1], ['a page of 50', QUERY, 50, 6], ['a page of 200', QUERY, 200, 21], ['a change', MUTATION, 0, 10],
])('%s costs its share', (_, operation, nodes, cost) => {
  expect(costOf({ operation }, nodes)).toBe(cost);
});

test('what is spent comes back with the next minute, which begins with the first question', () => {
  const { budget, after } = budgetOf(10);
  expect(budget.spend('a', 6)).toEqual({ left: 4, seconds: 60, isSpent: false });
  after(15_000);
  expect(budget.spend('a', 6)).toEqual({ left: 4, seconds: 45, isSpent: true });
  expect(budget.spend('a', 4)).toEqual({ left: 0, seconds: 45, isSpent: false });
  after(45_000);
  expect(budget.spend('a', 6)).toEqual({ left: 4, seconds: 60, isSpent: false });
});

test('one spender takes nothing from another, however many there are', () => {
  const { budget, after } = budgetOf(1);
  for (let index = 0; index < 25_000; index += 1) {
    after(10);
    expect(budget.spend(`spender ${index}`, 1).isSpent).toBe(false);
  }
  expect(budget.spend('spender 24999', 1).isSpent).toBe(true);
});
