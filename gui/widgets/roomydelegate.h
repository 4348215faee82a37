#pragma once

// Cells with room around their text, for tables whose columns are as wide as their content. GUI thread.

#include <QStyledItemDelegate>

namespace exaid {

class RoomyDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(14, 6);
    }
};

} // namespace exaid
