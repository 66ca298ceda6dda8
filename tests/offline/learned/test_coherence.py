"""What is odd about a query by itself."""

from tests.offline.learned.shop_scope import SHOP
from text2sql.writers.offline.learned.coherence import Oddities, oddities
from text2sql.writers.offline.learned.queries import Combined, Expression, Literal, Predicate, Select, Star
from text2sql.writers.offline.representation import ColumnRef


def column(table, name):
    return Expression(ColumnRef(table, name))


NAME, CUSTOMER = column("customers", "name"), column("customers", "id")
ORDERED, AMOUNT = column("orders", "customer_id"), column("orders", "amount")


def test_a_table_of_which_only_a_key_is_used_is_needless():
    through = Select((AMOUNT,), where=Predicate(CUSTOMER, "=", Literal(3)))
    assert oddities(through, SHOP) == Oddities(needless_tables=1)
    assert oddities(Select((AMOUNT, NAME), where=Predicate(CUSTOMER, "=", Literal(3))), SHOP) == Oddities()
    counted = Select((NAME, Expression(Star("orders"), "count")), group=(ColumnRef("customers", "id"),))
    assert oddities(counted, SHOP) == Oddities()
    assert oddities(Select((CUSTOMER,)), SHOP) == Oddities()


def test_what_is_put_side_by_side_has_something_in_common():
    related = Select((NAME,), where=Predicate(CUSTOMER, "not in", Select((ORDERED,))))
    assert oddities(related, SHOP) == Oddities()
    strange = Select((NAME,), where=Predicate(CUSTOMER, "not in", Select((AMOUNT,))))
    assert oddities(strange, SHOP) == Oddities(strange_pairs=1)
    assert oddities(Combined("except", Select((CUSTOMER,)), Select((ORDERED,))), SHOP) == Oddities()
    assert oddities(Combined("except", Select((NAME,)), Select((AMOUNT,))), SHOP) == Oddities(strange_pairs=1)


def test_a_query_held_against_itself_says_nothing():
    cheap = Select((ORDERED,), where=Predicate(AMOUNT, "<", Literal(3)))
    assert oddities(Combined("except", cheap, cheap), SHOP) == Oddities(empty_pairs=1)
    assert oddities(Combined("except", Select((ORDERED,)), cheap), SHOP) == Oddities()
    assert oddities(Select((NAME,), where=Predicate(NAME, "not in", Select((NAME,)))), SHOP) == Oddities(empty_pairs=1)


def test_values_that_no_row_can_have_are_odd():
    from_more_to_less = Select((NAME,), where=Predicate(AMOUNT, "between", (Literal(9), Literal(3))))
    assert oddities(from_more_to_less, SHOP).odd_values == 1
    assert oddities(Select((NAME,), where=Predicate(AMOUNT, "between", (Literal(3), Literal(9)))), SHOP).odd_values == 0
