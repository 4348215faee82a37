#pragma once

// The parts of a JsoncText, with their places in it. Private to that class and its parser.

#include "app/install/jsonctext.h"

#include <QString>

namespace exaid::install {

struct JsoncText::Node
{
    struct Member
    {
        QString key;
        qsizetype keyBegin = 0;
        qsizetype comma = 0; // 0: none follows
        std::unique_ptr<Node> value;
    };

    qsizetype begin = 0;
    qsizetype end = 0; // behind the last byte
    bool isObject = false;
    bool hasTrailingComma = false;
    QByteArray clean; // without comments
    std::vector<Member> members;

    const Member *member(const QString &key) const
    {
        for (auto member = members.rbegin(); member != members.rend(); ++member) { // the last one counts
            if (member->key == key)
                return &*member;
        }
        return nullptr;
    }
};

} // namespace exaid::install
