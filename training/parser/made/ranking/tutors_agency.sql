CREATE TABLE Tutor (
  Tutor_Id INTEGER PRIMARY KEY,
  Full_Name TEXT,
  University TEXT,
  Birth_Year INTEGER,
  Hourly_Rate REAL,
  District TEXT
);
CREATE TABLE Subject (
  Subject_Id INTEGER PRIMARY KEY,
  Title TEXT,
  Field TEXT,
  Top_Grade INTEGER
);
CREATE TABLE Tutor_Subject (
  Tutor_Id INTEGER,
  Subject_Id INTEGER,
  Years_Taught INTEGER,
  Certified TEXT,
  PRIMARY KEY (Tutor_Id, Subject_Id),
  FOREIGN KEY (Tutor_Id) REFERENCES Tutor(Tutor_Id),
  FOREIGN KEY (Subject_Id) REFERENCES Subject(Subject_Id)
);
CREATE TABLE Pupil (
  Pupil_Id INTEGER PRIMARY KEY,
  Full_Name TEXT,
  Grade INTEGER,
  School TEXT,
  District TEXT,
  Joined DATE
);
CREATE TABLE Lesson (
  Lesson_No INTEGER PRIMARY KEY,
  Tutor_Id INTEGER,
  Pupil_Id INTEGER,
  Subject_Id INTEGER,
  Lesson_Date DATE,
  Minutes INTEGER,
  Place TEXT,
  Price REAL,
  Status TEXT,
  FOREIGN KEY (Tutor_Id) REFERENCES Tutor(Tutor_Id),
  FOREIGN KEY (Pupil_Id) REFERENCES Pupil(Pupil_Id),
  FOREIGN KEY (Subject_Id) REFERENCES Subject(Subject_Id)
);
INSERT INTO Tutor VALUES
(1,'김도윤','서울대',1996,42000,'강남구'),(2,'이서현','연세대',1999,36000,'마포구'),(3,'박준호','고려대',1991,48000,'강남구'),(4,'Claire Dubois','Sorbonne',1988,55000,'용산구'),(5,'최유진','이화여대',2001,30000,'서대문구'),(6,'Ahmed Saleh','Cairo',1993,45000,'용산구'),(7,'정민재','서울대',1985,62000,'송파구'),(8,'한지우','부산대',2000,28000,'마포구'),(9,'오세린','KAIST',1997,39000,NULL);
INSERT INTO Subject VALUES (1,'수학','이과',12),(2,'물리','이과',12),(3,'영어','어학',12),(4,'프랑스어','어학',12),(5,'국어','문과',12),(6,'코딩','이과',9),(7,'한국사','문과',11),(8,'논술','문과',10);
INSERT INTO Tutor_Subject VALUES (1,1,5,'yes'),(1,2,3,'no'),(2,3,4,'yes'),(2,5,2,'no'),(3,1,9,'yes'),(3,6,6,'yes'),(4,4,12,'yes'),(4,3,7,'no'),(5,5,1,'no'),(6,3,8,'yes'),(7,2,14,'yes'),(7,1,15,'yes'),(8,7,2,'yes'),(9,6,3,NULL);
INSERT INTO Pupil VALUES (1,'윤하린',9,'대치중','강남구','2023-02-11'),(2,'강시우',12,'숙명여고','강남구','2022-09-05'),(3,'Leo Martin',7,'용산국제','용산구','2024-01-15'),(4,'임채원',11,'홍대부고','마포구','2023-06-30'),(5,'서지안',5,'신촌초','서대문구','2024-03-02'),(6,'조은우',10,'잠실고','송파구','2021-11-20'),(7,'Mia Tanaka',8,'용산국제','용산구','2023-10-09'),(8,'문태오',12,'잠실고','송파구','2022-04-18'),(9,'배소율',9,'성산중','마포구','2024-05-27'),(10,'신유나',6,NULL,'은평구','2024-06-14');
INSERT INTO Lesson VALUES
(1,1,1,1,'2024-04-02',90,'집',63000,'완료'),(2,1,2,2,'2024-04-03',120,'카페',84000,'완료'),(3,3,2,1,'2024-04-05',125,'집',96000,'취소'),(4,4,3,4,'2024-04-06',60,'온라인',55000,'완료'),(5,6,7,3,'2024-04-08',75,'온라인',56000,'완료'),(6,2,4,3,'2024-04-09',100,'카페',60000,'완료'),(7,5,5,5,'2024-04-12',50,'집',25000,'취소'),(8,7,6,2,'2024-04-15',110,'집',113000,'완료'),(9,7,8,1,'2024-04-16',150,'집',155000,'예약'),(10,2,9,5,'2024-04-18',80,'온라인',48000,'예약'),(11,3,1,6,'2024-04-20',70,'온라인',57500,'완료'),(12,4,7,3,'2024-04-22',60,'카페',54000,'취소'),(13,1,6,1,'2024-04-25',95,'집',66000,'완료'),(14,8,4,7,'2024-04-27',85,'온라인',40000,'완료');
