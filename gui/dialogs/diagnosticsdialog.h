#pragma once

// Shows every file of the diagnostics bundle before it is saved. Not modal to the program: use open(); a
// person who agrees chooses a file, and saveRequested() carries it. GUI thread.

#include <QDialog>
#include <QList>

namespace exaid {

class DiagnosticsDialog final : public QDialog
{
    Q_OBJECT
public:
    struct File
    {
        QString name;
        QString text;
    };

    DiagnosticsDialog(const QList<File> &files, const QString &suggestedPath, QWidget *parent = nullptr);

Q_SIGNALS:
    void saveRequested(const QString &path);

private:
    void chooseFile();

    const QString m_suggestedPath;
};

} // namespace exaid
