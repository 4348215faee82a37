#pragma once

// A host's configuration with our entry in it, or without. Text in, text out; whatever is not ours stays byte
// for byte, and so does what the user added to our entry. Pure; any thread.

#include "app/install/hosttable.h"
#include "core/result.h"

#include <QByteArray>

namespace exaid::install {

// What is to be copied into an empty configuration. For people.
QByteArray snippet(const HostRow &host, const QString &name, const Connection &connection);

// The same text when the entry is there and right. Errors: not_json, not_toml, not_an_object, not_a_table.
Result<QByteArray> installed(const HostRow &host, const QByteArray &text, const QString &name,
                             const Connection &connection);
Result<QByteArray> uninstalled(const HostRow &host, const QByteArray &text, const QString &name);
bool hasEntry(const HostRow &host, const QByteArray &text, const QString &name);

} // namespace exaid::install
