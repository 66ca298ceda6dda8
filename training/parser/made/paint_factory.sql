CREATE TABLE Plant (
  Plant_Cd TEXT PRIMARY KEY,
  Plant_Name TEXT,
  City TEXT,
  Opened_Year INTEGER,
  Worker_Cnt INTEGER
);
CREATE TABLE Paint (
  Paint_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Colour TEXT,
  Finish TEXT,
  Plant_Cd TEXT,
  Price REAL,
  Launch_Date DATE,
  FOREIGN KEY (Plant_Cd) REFERENCES Plant(Plant_Cd)
);
CREATE TABLE Pigment (
  Pigment_ID INTEGER PRIMARY KEY,
  Name TEXT,
  Colour TEXT,
  Origin TEXT,
  Cost_Per_Kg REAL,
  Stock_Kg REAL
);
CREATE TABLE Recipe (
  Paint_ID INTEGER,
  Pigment_ID INTEGER,
  Percent REAL,
  Mix_Step INTEGER,
  PRIMARY KEY (Paint_ID, Pigment_ID),
  FOREIGN KEY (Paint_ID) REFERENCES Paint(Paint_ID),
  FOREIGN KEY (Pigment_ID) REFERENCES Pigment(Pigment_ID)
);
CREATE TABLE Client (
  Client_ID INTEGER PRIMARY KEY,
  Name TEXT,
  City TEXT,
  Type TEXT,
  Credit_Limit INTEGER
);
CREATE TABLE Orders (
  Order_No INTEGER PRIMARY KEY,
  Client_ID INTEGER,
  Paint_ID INTEGER,
  Order_Date DATE,
  Qty INTEGER,
  Status TEXT,
  FOREIGN KEY (Client_ID) REFERENCES Client(Client_ID),
  FOREIGN KEY (Paint_ID) REFERENCES Paint(Paint_ID)
);
INSERT INTO Plant VALUES
('PL1','울산 제1공장','울산',1976,412),
('PL2','안산 공장','안산',1993,268),
('PL3','군산 공장','군산',2004,190),
('PL4','Hai Phong Works','Hai Phong',2015,335),
('PL5','Gdynia Works','Gdynia',2019,121),
('PL6','울산 제2공장','울산',1998,287),
('PL7','제주 연구동','제주',2023,NULL),
('PL8','Pune Works','Pune',2011,298);
INSERT INTO Paint VALUES
(1,'한강 블루','파랑','무광','PL1',32000,'2018-03-05'),
(2,'새벽 안개','회색','무광','PL2',28500,'2020-09-14'),
(3,'Marine Guard','흰색','유광','PL4',54000,'2016-06-01'),
(4,'고추장 레드','빨강','유광','PL1',35500,'2021-11-22'),
(5,'Amber Coat','노랑','반광','PL5',41000,'2022-04-18'),
(6,'소나무 그린','초록','반광','PL3',33000,'2015-02-27'),
(7,'Zinc Shield','회색','유광','PL6',62500,'2013-08-09'),
(8,'달항아리 화이트','흰색','무광','PL2',30000,'2023-01-30'),
(9,'Monsoon Blue','파랑','유광','PL8',26800,'2019-07-11'),
(10,'감귤 오렌지','주황','반광','PL3',34200,NULL),
(11,'Night Harbour','파랑','반광','PL6',47300,'2022-10-03');
INSERT INTO Pigment VALUES
(1,'Titanium White','흰색','Norway',4.2,5200),
(2,'Iron Red','빨강','India',2.1,3100),
(3,'Cobalt Blue','파랑','Finland',38.5,240),
(4,'Chrome Green','초록','Kazakhstan',6.9,870),
(5,'Yellow Ochre','노랑','France',1.8,1950),
(6,'Carbon Black','검정','South Korea',1.3,4100),
(7,'Phthalo Blue','파랑','Germany',14.6,660),
(8,'Zinc Dust','회색','Peru',3.4,2800),
(9,'Cinnabar','빨강','Spain',71.0,NULL);
INSERT INTO Recipe VALUES
(1,3,12.5,1),
(1,1,30.0,2),
(2,6,4.0,1),
(2,1,41.5,2),
(3,1,58.0,1),
(4,2,36.0,1),
(5,5,27.5,1),
(6,4,33.0,1),
(7,8,64.0,1),
(8,1,61.0,1),
(9,7,18.5,1),
(10,2,9.0,2),
(10,5,25.0,1),
(11,7,15.0,1);
INSERT INTO Client VALUES
(501,'대한건설','서울','건설사',90000000),
(502,'부산조선','부산','조선소',150000000),
(503,'홍익인테리어','서울','인테리어',12000000),
(504,'Baltic Yachts','Gdynia','조선소',64000000),
(505,'새빛학교','대구','공공',NULL),
(506,'한빛페인트몰','부산','소매',25000000),
(507,'Lotus Homes','Pune','건설사',47000000),
(508,'울산시설공단','울산','공공',30000000),
(509,'제일인테리어','대전','인테리어',9500000);
INSERT INTO Orders VALUES
(7001,501,2,'2023-02-03',300,'완료'),
(7002,501,8,'2023-02-20',450,'완료'),
(7003,502,3,'2023-03-11',800,'배송중'),
(7004,502,7,'2023-03-11',620,'완료'),
(7005,503,1,'2023-04-05',24,'취소'),
(7006,503,8,'2023-04-09',36,'완료'),
(7007,504,7,'2023-05-17',210,'배송중'),
(7008,505,6,'2023-06-28',75,'완료'),
(7009,506,4,'2023-07-02',120,'대기'),
(7010,507,9,'2023-07-19',540,'완료'),
(7011,506,8,'2023-08-08',95,'취소'),
(7012,504,3,'2023-08-30',330,'완료'),
(7013,508,2,'2023-09-12',160,'대기'),
(7014,503,5,'2023-10-01',18,'완료');
