#include "core/admission/indexedheap.h"

#include <QTest>
#include <map>
#include <random>
#include <set>

using namespace exaid;

class TestIndexedHeap : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void smallestKeyThenSmallestIdIsOnTop();
    void changesAndRemovalsKeepTheOrder();
};

void TestIndexedHeap::smallestKeyThenSmallestIdIsOnTop()
{
    IndexedHeap<int> heap;
    QVERIFY(heap.empty());
    heap.set(5, 10);
    heap.set(9, 3);
    heap.set(2, 3);
    QCOMPARE(heap.top(), 2U);
    heap.erase(2);
    QCOMPARE(heap.top(), 9U);
    QCOMPARE(heap.topKey(), 3);
    heap.erase(77); // never was there
    QCOMPARE(heap.size(), size_t{2});
    QVERIFY(heap.contains(5));
    QVERIFY(!heap.contains(2));
}

void TestIndexedHeap::changesAndRemovalsKeepTheOrder()
{
    std::mt19937 random(7);
    IndexedHeap<int> heap;
    std::map<quint32, int> keys;
    std::set<std::pair<int, quint32>> sorted;
    for (int i = 0; i < 20'000; ++i) {
        const auto id = static_cast<quint32>(random() % 300);
        if (const auto known = keys.find(id); known != keys.end()) {
            sorted.erase({known->second, id});
            keys.erase(known);
            if (random() % 2 == 0) {
                heap.erase(id);
                QCOMPARE(heap.size(), keys.size());
                continue;
            }
        }
        const int key = static_cast<int>(random() % 50);
        heap.set(id, key);
        keys[id] = key;
        sorted.emplace(key, id);
        QCOMPARE(heap.top(), sorted.begin()->second);
        QCOMPARE(heap.topKey(), sorted.begin()->first);
    }
}

QTEST_APPLESS_MAIN(TestIndexedHeap)
#include "tst_indexedheap.moc"
