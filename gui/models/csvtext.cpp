#include "gui/models/csvtext.h"

namespace exaid {

using namespace Qt::Literals::StringLiterals;

namespace {

bool looksLikeFormula(const QString &cell)
{
    if (cell.isEmpty() || !u"=+-@\t\r"_s.contains(cell.front()))
        return false;
    bool isNumber = false;
    cell.toDouble(&isNumber);
    return !isNumber;
}

QString csvCell(const QString &text)
{
    QString cell = looksLikeFormula(text) ? QString(u'\'' + text) : text;
    const bool needsQuotes =
        cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') || cell.contains(u'\r');
    if (!needsQuotes)
        return cell;
    cell.replace(u'"', u"\"\""_s);
    return u'"' + cell + u'"';
}

} // namespace

QByteArray csvLine(const QStringList &cells)
{
    QStringList safe;
    safe.reserve(cells.size());
    for (const QString &cell : cells)
        safe << csvCell(cell);
    return safe.join(u',').toUtf8() + "\r\n";
}

} // namespace exaid
