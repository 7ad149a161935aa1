"""GF-41x, GF-42x: the questionnaire and the file behind it."""

from __future__ import annotations

from assess.messages.message import Message

MESSAGES: dict[str, Message] = {
    "GF-410": Message(
        "“{file}”正在另一个窗口中填写（{who}），这里只能查看。",
        "“{file}” is being filled in in another window ({who}); here it can only be looked at.",
        "请到那个窗口继续填写，或先把它关掉，再重新打开。",
        "Go on in that window, or close it and open the file again.",
    ),
    "GF-411": Message(
        "“{file}”只能查看，不能填写：{why}。",
        "“{file}” can be looked at but not filled in: {why}.",
        "请放开写入权限后重新打开，或复制一份到可以写入的文件夹再填。",
        "Allow writing and open it again, or copy it to a folder that can be written to.",
    ),
    "GF-412": Message(
        "刚才的答案还没有存到磁盘上：{why}。",
        "The last answer is not on the disk yet: {why}.",
        "请先不要关闭窗口：答案都还在，腾出磁盘空间后会自动再存。",
        "Please keep this window open: the answers are all here and are saved as soon as there is free space again.",
    ),
    "GF-413": Message(
        "“{file}”没有存上：{why}。",
        "“{file}” could not be saved: {why}.",
        "已填的答案记在旁边的“{draft}”里，不会丢；请检查磁盘空间和写入权限，下一次保存会自动重试。",
        "Your answers are kept in “{draft}” beside it and are not lost; check free space and permission, the next save tries again.",
    ),
    "GF-414": Message(
        "“{file}”被别的程序改过，现在读不出来：{why}。",
        "“{file}” was changed by another program and can no longer be read: {why}.",
        "请用文本编辑器改好它。在此之前不会覆盖它，您的答案记在旁边的“{draft}”里，改好后自动并入。",
        "Please mend it in a text editor. Until then it is not overwritten; your answers are kept in “{draft}” beside it and are "
        "merged once it can be read.",
    ),
    "GF-415": Message(
        "“{file}”刚才被删除或移走了，已经重新写了一份。",
        "“{file}” had been deleted or moved away and has been written again.",
        "如果您有意移走了它，请关闭这个窗口，再打开新位置上的文件。",
        "If you moved it on purpose, close this window and open the file in its new place.",
    ),
    "GF-416": Message(
        "把“{address}”写进“{file}”之前的核对没有通过，所以没有写。这不是您的填报有误。",
        "“{address}” was not written to “{file}” because the check before writing failed. This is not a mistake of yours.",
        "请在文本编辑器里把这一项改成“{address}: 值”的简单写法再试，并告诉维护者；其余答案照常保存。",
        "Please write this entry in the simple form “{address}: value” in a text editor, try again, and tell the maintainers; all "
        "other answers are saved.",
    ),
    "GF-417": Message(
        "“{file}”被别人改过，其中 {count} 处改动已经并进来：{names}。",
        "“{file}” was changed by somebody else; {count} of the changes have been taken over: {names}.",
        "请看一看这几处是否符合实际；您自己的答案没有被改动。",
        "Please see whether they are right; your own answers are as they were.",
    ),
    "GF-418": Message(
        "这个答案有 {length} 个字，超过了 {limit} 个字的上限，没有存。",
        "This answer has {length} characters, more than the limit of {limit}; it was not saved.",
        "请缩短它；大段的说明请另存为文件，再作为证明附上。",
        "Please shorten it; put long explanations into a file and attach that as evidence.",
    ),
    "GF-419": Message(
        "上次还没存进“{file}”的答案都在旁边的“{draft}”里，没有丢。",
        "Answers that are not in “{file}” yet are safe in “{draft}” beside it.",
        "请先用文本编辑器改好这个文件，两个文件都不要删；改好后重新打开，答案会自动恢复。",
        "Mend the file in a text editor and delete neither of the two; the answers come back when it is opened again.",
    ),
    "GF-420": Message(
        "“{file}”不存在，所在的文件夹“{folder}”也不存在，没有新建。",
        "“{file}” is not there, nor is its folder “{folder}”; nothing was created.",
        "请检查路径有没有写错；要放在这个文件夹里，请先把文件夹建好。",
        "Check the path for a slip; if it is meant, make the folder first.",
    ),
}
