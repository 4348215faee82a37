#pragma once

// The SQL of the history: its tables, one row in and out, a filter as a condition. Used by HistoryFile only.

#include "core/monitoring/callfilter.h"
#include "core/monitoring/callpage.h"

#include <QStringList>
#include <QVariantList>
#include <functional>

class QSqlQuery;

namespace exaid::historysql {

inline constexpr int SchemaVersion = 1;

QStringList schema();
QString insertRow();
// The values for insertRow(). `wordId` gives the number of a text that many rows share.
QVariantList valuesOf(const CallRow &row, const std::function<qint64(const QString &)> &wordId);
// Select list that rowFrom() reads.
QString selectRow();
CallRow rowFrom(const QSqlQuery &query);

struct Condition
{
    QString sql; // empty: everything
    QVariantList values;
};
Condition conditionOf(const CallFilter &filter);
// What rows are ordered by, as an expression without nulls.
QString orderOf(CallQuery::Sort sort);

} // namespace exaid::historysql
