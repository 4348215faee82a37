#pragma once

// What an .env file of the Python daemon (or any other) would change here: one row for each of its names,
// with the old and the new value and whether it fits; the chosen ones become edits on the page. Secrets are
// masked. The file has been read before; this only shows it. Use open(). GUI thread.

#include "core/config/settingscodec.h"

#include <QDialog>

class QPushButton;
class QTreeWidget;

namespace exaid {

enum class ImportState {
    Changes,  // another value than now
    Same,     // nothing to do
    Invalid,  // not allowed here
    Unknown,  // there is no such setting, or it has no use here
    Overruled // the environment or the command line says otherwise
};

struct ImportRow
{
    QString name; // as the file writes it
    const ExplainedSetting *setting = nullptr;
    Secret value;
    QString shown; // the value, masked unless it is known to be no secret
    int line = 0;
    ImportState state = ImportState::Unknown;
    QString remark;
};

// The later of two lines of a name counts. `view` must outlive the rows.
QList<ImportRow> importRows(const QByteArray &content, const SettingsView &view);

class ImportDialog final : public QDialog
{
    Q_OBJECT
public:
    ImportDialog(const QString &path, const QByteArray &content, const SettingsView &view,
                 QWidget *parent = nullptr);

    // The rows that are ticked.
    QList<ImportRow> chosen() const;

private:
    void fill();
    void refreshButton();

    const SettingsView m_view;
    const QList<ImportRow> m_rows;
    QTreeWidget *m_table;
    QPushButton *m_take;
};

} // namespace exaid
